/**
 * What an emergency can bring about, and nothing else. Each stands only where the document names it.
 * `registration` opens registering for it and the health status; only with `isolation_care` does a
 * status make the gate ask.
 */
export const MEASURES = [
  'single_entrance',
  'no_visitors',
  'couriers_to_zone',
  'trip_quota',
  'registration',
  'call_up',
  'isolation_care',
  'place_codes',
] as const;
export type Measure = (typeof MEASURES)[number];

/** Who can issue the document: a county or above. */
export const AUTHORITY_LEVELS = ['county', 'prefecture', 'province', 'nation'] as const;

/** The longest that one decision holds, in days; every renewal is a new decision. */
export const MOST_DAYS = 30;
