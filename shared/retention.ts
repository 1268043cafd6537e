const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long each class of record is kept, and why: the one place for every term. Stores write their
 * items' `ttl` by it and read what is over as absent, since the database deletes late.
 */
export const RETENTION = {
  one_time_code: { ms: 5 * MINUTE_MS, why: 'long enough to read a message, too short to guess' },
  enrolment_code: { ms: 24 * HOUR_MS, why: 'from the desk to the gate, also for the early shift' },
  resident_session: { ms: 90 * DAY_MS, why: 'carriers give a number to somebody else after that' },
  staff_session: { ms: 14 * HOUR_MS, why: 'a shift and its hand-over' },
  resident_entry: { ms: 7 * DAY_MS, why: 'a question about last week, and no picture of a life' },
  visitor_passage: { ms: 30 * DAY_MS, why: 'what visitors and couriers are answered for' },
  gate_review: { ms: 31 * DAY_MS, why: 'a day longer than what was looked at' },
  shift: { ms: 30 * DAY_MS, why: 'with the openings of its time' },
  device_contact: { ms: 30 * DAY_MS, why: 'a device silent for a month is looked after by hand' },
  pass_index: { ms: 31 * DAY_MS, why: 'its place names one device while scans can be looked up' },
  deletion: { ms: 31 * DAY_MS, why: 'sealed within minutes; the sweep of a month finds it' },
  read: { ms: 31 * DAY_MS, why: 'sealed within minutes; the sweep of a month finds it' },
  audit_facts: {
    ms: 3 * 365 * DAY_MS,
    why: 'records of handling personal information are kept three years (PIPL, art. 56)',
  },
} as const satisfies Record<string, { readonly ms: number; readonly why: string }>;

export type RetentionClass = keyof typeof RETENTION;
