import { shallowRef } from 'vue';

/** The browser keeps nothing: what is written lives as long as the page is open. */
export const keepsNothing = shallowRef(false);

/** One write after another, so that a letter typed before the tap never comes after it. */
let last: Promise<void> = Promise.resolve();
export function inTurn(write: () => Promise<void>): Promise<void> {
  last = last.then(write).then(
    () => {
      keepsNothing.value = false;
    },
    () => {
      keepsNothing.value = true;
    },
  );
  return last;
}

/** Reads what this phone holds, once everything that was to be kept is; another tab may have changed it. */
export async function readKept(read: () => Promise<void>): Promise<void> {
  await last;
  if (keepsNothing.value) return;
  try {
    await read();
  } catch {
    keepsNothing.value = true;
  }
}

/** Once everything that was to be kept is. */
export const written = (): Promise<void> => last;
