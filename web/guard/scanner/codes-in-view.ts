/** A code missing from the pictures for this long has left; less is a shaky hand or a bad frame. */
export const OUT_OF_VIEW_MS = 2_000;
/** Nobody looked for so long (a locked phone, a stalled camera) that whoever was there has gone. */
export const UNWATCHED_MS = 10_000;

export type CodeInFrame = {
  readonly text: string;
  /** Names the pass where the text can be read, never mind whether it is genuine. */
  readonly pass: string | undefined;
};

type HeldUp = CodeInFrame & {
  /** When a picture first lacked it; undefined while it is there. */
  missingSince: number | undefined;
  readonly takenAt: number;
};

/** One showing: the same text, or another code of the same pass. */
export const isSameCode = (one: CodeInFrame, other: CodeInFrame): boolean =>
  one.text === other.text || (other.pass !== undefined && one.pass === other.pass);

/**
 * Tells a code that is still being held up from one that is shown anew, so that a phone resting
 * before the camera is one scan, however many frames read it and however often its code changes.
 * Only pictures that were looked at count: a slow phone makes nobody come twice.
 */
export class CodesInView {
  #heldUp: HeldUp[] = [];
  #lookedAt: number | undefined;

  /**
   * One picture that was read.
   * @param codes what is in it, also when that is nothing
   * @param now monotonic milliseconds
   * @returns those that are not being held up already: each may be taken for a scan
   */
  look(codes: readonly CodeInFrame[], now: number): CodeInFrame[] {
    if (now - (this.#lookedAt ?? now) >= UNWATCHED_MS) this.#heldUp = [];
    this.#lookedAt = now;
    this.#heldUp = this.#heldUp.filter(
      ({ missingSince }) => missingSince === undefined || now - missingSince < OUT_OF_VIEW_MS,
    );
    for (const held of this.#heldUp) {
      const isThere = codes.some((code) => isSameCode(held, code));
      held.missingSince = isThere ? undefined : (held.missingSince ?? now);
    }
    return codes.filter((code) => !this.#heldUp.some((held) => isSameCode(held, code)));
  }

  /** From now on this code counts as held up: it has been taken for a scan. */
  take(code: CodeInFrame, now: number): void {
    this.#heldUp = this.#heldUp.filter((held) => !isSameCode(held, code));
    this.#heldUp.push({ ...code, missingSince: undefined, takenAt: now });
  }

  /** Whether this very showing was taken since then, whatever has taken it. */
  wasTaken(code: CodeInFrame, since: number): boolean {
    return this.#heldUp.some((held) => held.takenAt >= since && isSameCode(held, code));
  }

  /**
   * The guard has asked for another code of this pass: the next different text of it is a scan
   * even if the phone never left the picture. The refused text itself stays held up.
   */
  awaitAnotherCodeOf(pass: string): void {
    this.#heldUp = this.#heldUp.map((held) =>
      held.pass === pass ? { ...held, pass: undefined } : held,
    );
  }
}
