/** A code out of the picture for this long has left; a shorter gap is a shaky hand or a missed frame. */
export const OUT_OF_VIEW_MS = 2_000;

type Sighting = { readonly text: string; readonly pass: string | undefined; lastSeenAt: number };

/**
 * Tells a code that is still being held up from one that is shown anew, so that a phone resting
 * before the camera is one scan, however many frames read it and however often its code changes.
 * Times come from a monotonic clock, in milliseconds.
 */
export class CodesInView {
  #sightings: Sighting[] = [];

  /**
   * Whether this code is being held up without a break: the same text, or another code of the
   * same pass, since less than `OUT_OF_VIEW_MS`. If so, its showing goes on.
   * @param pass names the pass where the text can be read, never mind whether it is genuine
   */
  stillHeldUp(text: string, pass: string | undefined, now: number): boolean {
    this.#forgetThoseGone(now);
    const same = this.#sightings.filter(
      (one) => one.text === text || (pass !== undefined && one.pass === pass),
    );
    for (const one of same) one.lastSeenAt = now;
    return same.length > 0;
  }

  /** From now on this code counts as held up: it has been taken for a scan. */
  taken(text: string, pass: string | undefined, now: number): void {
    this.#sightings.push({ text, pass, lastSeenAt: now });
  }

  /**
   * The guard has asked for another code of this pass: the next different text of it is a scan
   * even if the phone never left the picture. The refused text itself stays held up.
   */
  awaitAnotherCodeOf(pass: string): void {
    this.#sightings = this.#sightings.map((one) =>
      one.pass === pass ? { ...one, pass: undefined } : one,
    );
  }

  #forgetThoseGone(now: number): void {
    this.#sightings = this.#sightings.filter((one) => now - one.lastSeenAt < OUT_OF_VIEW_MS);
  }
}
