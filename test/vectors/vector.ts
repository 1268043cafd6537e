import * as z from 'zod';
import { GateRules } from '../../shared/gate/gate-rules.ts';
import { DIRECTIONS, OUTCOMES, REASONS } from '../../shared/gate/outcomes.ts';

const Hex = z.string().regex(/^([0-9a-f]{2})+$/);
const Expected = z.strictObject({ outcome: z.enum(OUTCOMES), reason: z.enum(REASONS) });

const Scan = z.strictObject({
  text: z.string(),
  nowMs: z.number().int(),
  expect: Expected,
});

/** One scan with all that it is decided by. The format is described in docs/pass-format.md. */
export const Vector = z.strictObject({
  name: z.string(),
  /** Scanned at this gate before, in this order, under the same circumstances but the moment. */
  earlier: z.array(Scan),
  text: z.string(),
  issuerKeys: z.record(z.string().regex(/^i[0-9]+$/), Hex),
  gate: GateRules,
  gateSecret: Hex,
  time: z.strictObject({
    nowMs: z.number().int(),
    grade: z.enum(['synced', 'carried', 'unknown']),
  }),
  list: z.nullable(
    z.strictObject({ version: z.number().int(), lst: z.string(), ageMs: z.number().int() }),
  ),
  direction: z.enum(DIRECTIONS),
  uses: z.nullable(z.strictObject({ limit: z.number().int(), used: z.number().int() })),
  expect: Expected,
});
export type Vector = z.infer<typeof Vector>;

export const GateCodeVector = z.strictObject({
  name: z.string(),
  text: z.string(),
  deviceKey: Hex,
  /** Null where the text is refused. */
  fields: z.nullable(
    z.strictObject({
      host: z.string(),
      compound: z.number().int(),
      gate: z.number().int(),
      slot: z.number().int(),
      challenge: Hex,
    }),
  ),
  refused: z.nullable(z.enum(['malformed', 'unknown_version'])),
  /** Whether the signature is the device's. */
  authentic: z.boolean(),
});
export type GateCodeVector = z.infer<typeof GateCodeVector>;
