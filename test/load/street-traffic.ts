/**
 * What one street does, as figures: the load, the cost and their documents are made from these.
 * 52 compounds and 78 posts were one street's in 2022; three gates a compound is what is built for.
 */
export const STREET = {
  compounds: 52,
  gatesEach: 3,
  /** 9.4 million a month, 30 days, over all gates. */
  scansPerMonth: 9_400_000,
  /** Of these: visitors, couriers and gates without a brain of their own. */
  decidedByServer: 0.05,
} as const;

const DAY_SECONDS = 86_400;
const MONTH_DAYS = 30;
const PEAK_HOUR_SHARE = 0.12;
const NIGHT_HOUR_SHARE = 0.005;

export const GATES = STREET.compounds * STREET.gatesEach;
const perGateAndDay = STREET.scansPerMonth / MONTH_DAYS / GATES;

/** Scans a second at one gate. */
export const SCANS_A_SECOND = {
  mean: perGateAndDay / DAY_SECONDS,
  /** An hour between one and five in the morning. */
  night: (perGateAndDay * NIGHT_HOUR_SHARE) / 3_600,
  /** The evening hour in which an eighth of the day comes home. */
  peak: (perGateAndDay * PEAK_HOUR_SHARE) / 3_600,
  tenTimesPeak: (perGateAndDay * PEAK_HOUR_SHARE * 10) / 3_600,
} as const;

/** A gate's page looks for newer documents when a scan finds its own older than this. */
export const REFRESH_EVERY_MS = 30_000;
