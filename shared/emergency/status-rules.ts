import * as z from 'zod';

/** What evidence can be about. */
export const EVIDENCE_KINDS = [
  'test_result',
  'registration',
  'isolation_order',
  'exposure',
  'correction',
] as const;

const Code = z.string().regex(/^[a-z][a-z0-9_]{0,23}$/);
const Words = z.strictObject({ zh: z.string().min(1).max(60), en: z.string().min(1).max(120) });

/** One value of the status: what it is called, how severe it is, and whether the gate asks. */
export const StatusValue = z.strictObject({
  value: Code,
  words: Words,
  /** 0 is the usual one, which everybody has without evidence. */
  severity: z.number().int().min(0).max(9),
  asks: z.boolean(),
  /** A change to it wakes whoever is on duty. */
  alerts: z.boolean(),
});

/** What a finding means, and for how long. */
export const StatusRule = z.strictObject({
  rule: Code,
  kind: z.enum(EVIDENCE_KINDS),
  /** Such as `positive`; what a source says, from this list alone. */
  finding: Code,
  value: Code,
  /** From when the evidence was observed; its own expiry ends it sooner. */
  lastsHours: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
  /** Rules whose earlier evidence this finding ends, as a negative test ends a symptom. */
  ends: z.array(Code).max(20),
  /** What is asked where somebody can say it of themselves; without it, `because`. */
  asked: Words.optional(),
  /** Said to the person, as it stands. */
  because: Words,
});

/** A set of values and rules. What was judged by one version says so. */
export const StatusRules = z
  .strictObject({
    version: z.number().int().min(1),
    values: z.array(StatusValue).min(2).max(9),
    rules: z.array(StatusRule).min(1).max(60),
  })
  .refine(
    ({ values }) => values.filter(({ severity }) => severity === 0).length === 1,
    'one usual value',
  )
  .refine(
    ({ values, rules }) => rules.every((rule) => values.some(({ value }) => value === rule.value)),
    'a rule names a value that is not there',
  );
export type StatusRules = z.infer<typeof StatusRules>;
