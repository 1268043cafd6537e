import * as z from 'zod';

const KEY_NUMBERS = 256;
const KeyNumber = z
  .number()
  .int()
  .min(0)
  .max(KEY_NUMBERS - 1);

const PlannedKey = z.object({
  number: KeyNumber,
  /** From then on it signs; it verifies before that too. */
  signsFrom: z.iso.datetime(),
});
export type PlannedKey = z.infer<typeof PlannedKey>;

const FIRST_KEY: PlannedKey = { number: 1, signsFrom: '2026-01-01T00:00:00Z' };

/**
 * The issuer's keys of a stage, written down where they are reviewed (docs/adr/0015): which there
 * are, from when each signs, and which numbers were withdrawn and are never given again.
 */
export const IssuerKeyPlan = z
  .object({ keys: z.array(PlannedKey).min(1), withdrawn: z.array(KeyNumber).default([]) })
  .default({ keys: [FIRST_KEY], withdrawn: [] })
  .refine(({ keys, withdrawn }) => {
    const numbers = keys.map(({ number }) => number);
    return new Set([...numbers, ...withdrawn]).size === numbers.length + withdrawn.length;
  }, 'a number is given once');
export type IssuerKeyPlan = z.infer<typeof IssuerKeyPlan>;
