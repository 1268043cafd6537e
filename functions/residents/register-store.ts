import type { CompoundId, ImportId } from '../../shared/ids.ts';
import type { ResidentState, Tie } from '../../shared/messages/register.ts';
import type { RegisterRow } from './register-row.ts';
import type { Registered } from './registered.ts';

/** What lies side by side, by the beginning of its place; of a room alone, if one is named. */
export type RegisterRange = { readonly prefix: string; readonly room?: string };

/** Ranges of the register, read one after the other, and what of them is meant. */
export type RegisterQuery = {
  /** In the order of the list. */
  readonly ranges: readonly RegisterRange[];
  readonly descending: boolean;
  readonly only: {
    readonly states: readonly ResidentState[];
    /** Only who came by one of these imports, or only who did not. */
    readonly imports?: { readonly ids: readonly ImportId[]; readonly are: boolean };
    readonly tie?: Tie;
    readonly buildings?: readonly number[];
  };
};

export type RegisterRows = {
  readonly rows: readonly RegisterRow[];
  /** Names the last one shown; absent where nobody comes after. */
  readonly next?: string;
};

/** What lists show of the people of a compound, in the order in which lists show it. */
export interface RegisterStore {
  /**
   * The rows that come after `after`, at most so many. It costs what it shows, however many live in
   * the compound or beside it; where little of what lies there is meant it may answer with fewer
   * than asked and with a `next`.
   */
  listRows(
    compound: CompoundId,
    query: RegisterQuery,
    page: { readonly most: number; readonly after?: string },
  ): Promise<RegisterRows>;
  /** Every place of the register that somebody is written at, for who fills what is missing. */
  listPlaces(compound: CompoundId): Promise<ReadonlySet<string>>;
  /** Writes somebody into the register where they are not, if they are still as they were read. */
  fillIn(registered: Registered): Promise<'filled' | 'changed'>;
  /** Whether everybody of the compound is in the register, for who runs by the clock. */
  isFilled(compound: CompoundId): Promise<boolean>;
  noteFilled(compound: CompoundId, nowMs: number): Promise<void>;
}
