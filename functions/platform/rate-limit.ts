/** At most so many in a window of time. Windows begin at whole multiples of their length. */
export type RateLimit = {
  /** Names what is limited, such as `sign-in-code-number`. */
  readonly kind: string;
  readonly most: number;
  readonly windowMs: number;
};

export type Taken = 'taken' | { readonly retryAfterSeconds: number };

export interface RateLimits {
  /**
   * Takes one of what is left, or tells how long until there is more. Of many at the same time no
   * more than the limit are taken: counting and refusing are one write. The subject (a number, an
   * address) is kept as a keyed hash alone, until its window has passed.
   */
  take(limit: RateLimit, subject: string, nowMs: number): Promise<Taken>;
  /** Gives back what was taken in the same window, where only failures are meant to count. */
  giveBack(limit: RateLimit, subject: string, nowMs: number): Promise<void>;
}
