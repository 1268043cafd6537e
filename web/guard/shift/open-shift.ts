import * as z from 'zod';
import type { ShiftId } from '../../../shared/ids.ts';
import type { ReliefReport } from '../../../shared/messages/shift-pins.ts';

export type OpenShift = {
  readonly shiftId: ShiftId;
  /** Absent where nobody has said who is on duty. */
  readonly guardName?: string;
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** Unix milliseconds: the key and the names it opens are dropped then at the latest. */
  readonly endsBy: number;
  /** AES-GCM, opens the holders' names; can't be read out. Absent where nobody has said who is on duty. */
  readonly shiftKey?: CryptoKey;
  readonly handOverNote?: string;
  /** Begun without a network, by PIN, and not yet confirmed by the server: what proves it. */
  readonly relief?: ReliefReport;
};

/** A shift that ended on this device; the server hears of it as soon as there is a network. */
export type EndedShift = {
  readonly shiftId: ShiftId;
  readonly handOverNote?: string;
  /** Unix milliseconds. */
  readonly endedAt?: number;
  /** The server has not heard of its beginning either. */
  readonly relief?: ReliefReport;
};

/** The word that was left at the end of the shift before, for when there is no network to ask. */
export const LeftWord = z.object({
  handOverNote: z.string(),
  /** Unix milliseconds. */
  at: z.number(),
});
export type LeftWord = z.infer<typeof LeftWord>;
