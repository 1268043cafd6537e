const LOCK = 'xq-guard';

/**
 * Resolves once this is the only window of the guard's page, and stays so until it is closed: two
 * windows would each remember codes that the other has let in. Where the browser cannot tell, at
 * once.
 * @param onWait another window is open; this one takes over when that is closed
 */
export function onlyWindow(onWait: () => void): Promise<void> {
  const locks: LockManager | undefined = navigator.locks;
  if (locks === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const hold = (): Promise<never> => {
      resolve();
      return new Promise(() => undefined);
    };
    const first = locks.request(LOCK, { ifAvailable: true }, (lock) => {
      if (lock !== null) return hold();
      onWait();
      return locks.request(LOCK, hold);
    });
    first.catch(() => resolve());
  });
}
