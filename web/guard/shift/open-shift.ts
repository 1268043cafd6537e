import type { ShiftId } from '../../../shared/ids.ts';

export type OpenShift = {
  readonly shiftId: ShiftId;
  readonly guardName: string;
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** Unix milliseconds: the key and the names it opens are dropped then at the latest. */
  readonly endsBy: number;
  /** AES-GCM, opens the holders' names; can't be read out. */
  readonly shiftKey: CryptoKey;
  readonly handOverNote?: string;
};

/** A shift that ended on this device; the server hears of it as soon as there is a network. */
export type EndedShift = {
  readonly shiftId: ShiftId;
  readonly handOverNote?: string;
};
