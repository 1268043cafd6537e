const MINUTE_MS = 60_000;

/** Where an alert is: somebody sees to it, or nobody has yet. */
export const ALERT_STATES = ['new', 'acknowledged'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** Whom an alert has reached: whoever is on duty first, then who answers for them. */
export const ALERT_LEVELS = ['duty', 'community', 'street'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** Minutes from the change until a level is told, if nobody has acknowledged it by then. */
export const TOLD_AFTER_MINUTES = {
  duty: 0,
  community: 5,
  street: 15,
} as const satisfies Record<AlertLevel, number>;

/** What waits to be acknowledged. */
export type Awaiting = {
  readonly state: AlertState;
  /** When it was raised, unix milliseconds. */
  readonly at: number;
  /** The widest that was told. */
  readonly level: AlertLevel;
};

/** Who is told next and when; undefined where somebody sees to it or everybody was told. */
export function nextEscalation({
  state,
  at,
  level,
}: Awaiting): { readonly level: AlertLevel; readonly at: number } | undefined {
  if (state === 'acknowledged') return undefined;
  const next = ALERT_LEVELS[ALERT_LEVELS.indexOf(level) + 1];
  return next && { level: next, at: at + TOLD_AFTER_MINUTES[next] * MINUTE_MS };
}

/**
 * Everybody who is to be told by now and has not been, the nearest first: a clock that was away for
 * an hour tells each of them once.
 */
export function escalationsDue(alert: Awaiting, now: number): readonly AlertLevel[] {
  const next = nextEscalation(alert);
  if (next === undefined || next.at > now) return [];
  return [next.level, ...escalationsDue({ ...alert, level: next.level }, now)];
}
