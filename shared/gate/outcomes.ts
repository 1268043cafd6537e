/**
 * What a gate can say, as data: outcome by reason, class and direction. The decision, the pages,
 * the documents and the tests are made from this table.
 */
export const OUTCOMES = ['allow', 'ask', 'deny'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const DIRECTIONS = ['in', 'out'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const CLASSES = ['resident', 'household', 'visitor', 'courier', 'staff'] as const;
export type PassClass = (typeof CLASSES)[number];

type Row =
  | Outcome
  | {
      /** Residents and members of their household: the gate refuses a code, never a resident. */
      readonly atHome: Readonly<Record<Direction, Outcome>>;
      /** Visitors, couriers, staff. */
      readonly calling: Readonly<Record<Direction, Outcome>>;
    };

/** Nobody is held inside for a date, an hour or a state: whoever lives here walks out, whoever called is asked. */
const REFUSED_TO_CALLERS = {
  atHome: { in: 'ask', out: 'allow' },
  calling: { in: 'deny', out: 'ask' },
} as const;

export const OUTCOME_TABLE = {
  ok: 'allow',
  malformed: 'deny',
  unknown_version: 'deny',
  unknown_issuer: 'deny',
  bad_signature: 'deny',
  bad_proof: 'deny',
  unknown_number: 'deny',
  stale_code: 'deny',
  replayed: 'deny',
  wrong_compound: 'deny',
  revoked: 'deny',
  already_used: 'deny',
  specimen: 'deny',
  not_yet_valid: REFUSED_TO_CALLERS,
  expired: REFUSED_TO_CALLERS,
  wrong_gate: REFUSED_TO_CALLERS,
  outside_hours: REFUSED_TO_CALLERS,
  suspended: REFUSED_TO_CALLERS,
  quota_exceeded: REFUSED_TO_CALLERS,
  look_and_confirm: 'ask',
  call_worker: 'ask',
  clock_off: 'ask',
  challenge_needed: 'ask',
  list_stale: 'ask',
  server_silent: 'ask',
  fault: 'ask',
} as const satisfies Record<string, Row>;

export type Reason = keyof typeof OUTCOME_TABLE;
// cast: the keys of a literal object are exactly its type's keys, and there are some.
export const REASONS = Object.keys(OUTCOME_TABLE) as [Reason, ...Reason[]];
