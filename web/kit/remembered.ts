/**
 * Small things a page remembers. A browser that forbids storage makes the page forget, not fail.
 */
export interface Remembered {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
}

function rememberIn(storage: () => Storage): Remembered {
  const attempt = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      return work(storage());
    } catch {
      return undefined;
    }
  };
  return {
    get: (key) => attempt((kept) => kept.getItem(key)) ?? undefined,
    set: (key, value) => attempt((kept) => kept.setItem(key, value)),
    remove: (key) => attempt((kept) => kept.removeItem(key)),
  };
}

/** Stays on this phone. */
export const onThisPhone = rememberIn(() => localStorage);
/** Survives a reload, ends with the tab. */
export const inThisTab = rememberIn(() => sessionStorage);
