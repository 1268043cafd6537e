import { setTimeout as after } from 'node:timers/promises';

/** Waits: a port, so that a test need not. */
export type Pause = (ms: number) => Promise<void>;

export const systemPause: Pause = async (ms) => {
  await after(ms);
};
