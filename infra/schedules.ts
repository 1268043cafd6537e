/** What runs by itself, and when, on Shanghai's clock. */
export const DAILY = {
  /** The quietest hour at every gate. */
  hour: 3,
  minute: 30,
  timeZone: 'Asia/Shanghai',
} as const;
