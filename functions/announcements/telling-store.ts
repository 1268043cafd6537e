import type { AnnouncementId, CompoundId, ResidentId } from '../../shared/ids.ts';

/** How far people have been told: everybody before it has been. */
export type ToldUntil = {
  readonly compound: CompoundId;
  readonly resident?: ResidentId | undefined;
};

/** An urgent announcement of which people are yet to be told. */
export type Telling = {
  readonly announcementId: AnnouncementId;
  /** Unix milliseconds: when it begins to show. */
  readonly from: number;
  readonly toldUntil?: ToldUntil | undefined;
};

/** What is yet to be told, and who is at it. */
export interface TellingStore {
  /** What shows by now. */
  listDue(nowMs: number): Promise<readonly Telling[]>;
  /** Whether this run may go on with it: one does at a time, another takes over a dead one's. */
  hold(
    telling: Telling,
    by: { readonly run: string; readonly now: number; readonly until: number },
  ): Promise<boolean>;
  /** @returns `lost` where another run has taken it over */
  noteTold(telling: Telling, to: ToldUntil, run: string): Promise<'noted' | 'lost'>;
  /** Nobody is left to be told. */
  finish(telling: Telling): Promise<void>;
}
