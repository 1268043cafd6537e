/** What runs by itself, and when, on Shanghai's clock. */
export const DAILY = {
  /** The quietest hour at every gate. */
  hour: 3,
  minute: 30,
  timeZone: 'Asia/Shanghai',
} as const;

/** When people are told what the calendar brings: on Shanghai's clock, when nobody is woken by it. */
export const TELL = { hour: 9, minute: 0, timeZone: DAILY.timeZone } as const;

/** After the daily run, so that what it changed is swept with the rest. */
export const SWEEP_AUDIT = { hour: 4, minute: 0, timeZone: DAILY.timeZone } as const;

/** How long changes are gathered before their facts are sealed: fuller links cost less. */
export const SEAL_AUDIT = { withinSeconds: 300, locallyWithinSeconds: 5 } as const;

/** How late a gate may learn that a suspension is over; a phone that asks learns it at once. */
export const RESUME_PASSES = { everyMinutes: 5 } as const;

/** How late a reminder, an escalation or a department that said nothing may be told. */
export const RUN_DESK = { everyMinutes: 1 } as const;
/** What waited for the morning, and how soon a message that was not taken is tried again. */
export const SEND_NOTIFICATIONS = { everyMinutes: 1 } as const;

/** How soon people are told of an urgent announcement that shows. */
export const TELL_ANNOUNCEMENTS = { everyMinutes: 1, locallyEverySeconds: 10 } as const;

/** How late an emergency's clock may be: what ends, what nobody answered, what was sent. */
export const RUN_EMERGENCIES = { everyMinutes: 1, locallyEverySeconds: 3 } as const;

/** How soon a confirmed roster begins to be imported, and one that was broken off goes on. */
export const IMPORT_ROSTERS = { everyMinutes: 1 } as const;
