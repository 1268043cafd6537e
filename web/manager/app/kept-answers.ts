import type { QueryKey } from '@tanstack/vue-query';
import * as z from 'zod';
import { onThisPhone } from '../../kit/remembered.ts';

/**
 * What the server last said, for a page that is opened without a network: only what somebody works
 * from on the spot, on this device, for whoever is signed in, and for one working day.
 */
const KEPT_FOR_MS = 12 * 3_600_000;

const REMEMBERED_AS = 'xq-manager-kept';
const Kept = z.object({
  staffId: z.string(),
  answers: z.record(z.string(), z.object({ at: z.number(), answer: z.unknown() })),
});

function recalled(staffId: string): z.infer<typeof Kept>['answers'] {
  try {
    const kept = Kept.parse(JSON.parse(onThisPhone.get(REMEMBERED_AS) ?? ''));
    return kept.staffId === staffId ? kept.answers : {};
  } catch {
    return {};
  }
}

const isInTerm = (at: number, now: number): boolean => at <= now && now < at + KEPT_FOR_MS;

/** Keeps an answer in place of the one before; what has grown old goes with it. */
export function keepAnswer(staffId: string, key: QueryKey, answer: unknown, now: number): void {
  const before = Object.entries(recalled(staffId)).filter(([, { at }]) => isInTerm(at, now));
  const answers = { ...Object.fromEntries(before), [JSON.stringify(key)]: { at: now, answer } };
  onThisPhone.set(REMEMBERED_AS, JSON.stringify({ staffId, answers }));
}

/** What was kept of this, by its schema: a release may have changed since. */
export function keptAnswer<Shape extends z.ZodType>(
  staffId: string,
  key: QueryKey,
  shape: Shape,
  now: number,
): { readonly at: number; readonly answer: z.output<Shape> } | undefined {
  const kept = recalled(staffId)[JSON.stringify(key)];
  if (kept === undefined || !isInTerm(kept.at, now)) return undefined;
  const read = shape.safeParse(kept.answer);
  return read.success ? { at: kept.at, answer: read.data } : undefined;
}

/** Whoever was signed in is gone, or the server knows them no more. */
export function forgetAnswers(): void {
  onThisPhone.remove(REMEMBERED_AS);
}
