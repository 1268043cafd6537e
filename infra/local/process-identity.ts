import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** A process, told apart from a later one that got the same number. */
export const ProcessIdentity = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string(),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

/** Field 22 of proc(5) `stat`, counted after the name, which may hold spaces and brackets. */
const START_TIME_AFTER_NAME = 19;

function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not looked yet.
    return fields[0] === 'Z' ? undefined : fields[START_TIME_AFTER_NAME];
  } catch {
    return undefined;
  }
}

/** @returns undefined where there is no such process, or no /proc to tell (the embedded engine needs Linux) */
export function identify(pid: number): ProcessIdentity | undefined {
  const startedAt = startOf(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  return startOf(pid) === startedAt;
}
