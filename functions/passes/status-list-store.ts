import type { CompoundId } from '../../shared/ids.ts';
import type { StatusListSource } from './status-list.ts';

/** An exception to strike, and how many changes it had when that was decided. */
export type RetiredException = { readonly index: number; readonly changes: number };

/** What each compound's status list is compiled from. Changes of state come through the pass store. */
export interface StatusListStore {
  /** The source at this version (see `CompoundVersions`) or a later one; without passes, the empty list of version 0. */
  findSource(compound: CompoundId, atLeast: number): Promise<StatusListSource>;

  /** Makes room: from so many places to so many. @returns false where somebody else was quicker */
  recordPlaces(compound: CompoundId, from: number, to: number): Promise<boolean>;

  /**
   * Strikes exceptions that have nothing more to tell; all of them, or none where one of them has
   * changed since. At most 25.
   */
  retireExceptions(compound: CompoundId, retired: readonly RetiredException[]): Promise<boolean>;
}
