const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;

/**
 * How long each class of record is kept, in milliseconds: the one place for every term. Stores
 * write their items' `ttl` by it and read what is over as absent, since the database deletes late.
 * What each class is, and why, stands in retention-classes.ts, apart from what gates load.
 */
export const KEPT_MS = {
  one_time_code: 5 * MINUTE_MS,
  enrolment_code: 24 * HOUR_MS,
  session: 90 * DAY_MS,
  counter: DAY_MS,
  last_opening: 2 * MINUTE_MS,
  resident_entry: 7 * DAY_MS,
  visitor_passage: 30 * DAY_MS,
  invitation: 30 * DAY_MS,
  gate_review: 31 * DAY_MS,
  door_alarm: 366 * DAY_MS,
  shift: 30 * DAY_MS,
  device_contact: 30 * DAY_MS,
  pass: 31 * DAY_MS,
  role: 366 * DAY_MS,
  roster_draft: 48 * HOUR_MS,
  roster_import: 2 * YEAR_MS,
  tenancy: 3 * YEAR_MS,
  vehicle: 31 * DAY_MS,
  door_card: 31 * DAY_MS,
  outbox: 7 * DAY_MS,
  inbox: 60 * DAY_MS,
  undelivered: 31 * DAY_MS,
  duty_roster: 400 * DAY_MS,
  hand_over: 90 * DAY_MS,
  read: 31 * DAY_MS,
  deletion: 31 * DAY_MS,
  join_request: 7 * DAY_MS,
  unattached_photo: DAY_MS,
  ended_link: DAY_MS,
  wechat_asking: 10 * MINUTE_MS,
  ended_proxy: 31 * DAY_MS,
  announcement: YEAR_MS,
  announcement_receipt: 7 * DAY_MS,
  request: YEAR_MS,
  request_count: 400 * DAY_MS,
  claim: DAY_MS,
  whistle: 31 * DAY_MS,
  audit_facts: 3 * YEAR_MS,
} as const;
