import { compoundOf, type ImportId } from '../../shared/ids.ts';
import type { RosterImport } from '../../shared/messages/rosters.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { shownImport } from './roster-import.ts';
import type { RosterStore } from './roster-store.ts';

export type WithdrawRosterPorts = {
  readonly rosters: Pick<RosterStore, 'findImport' | 'changeState'>;
};
export type WithdrawRosterInput = {
  readonly actor: StaffActor;
  readonly importId: ImportId;
  /** The number of rows, as the manager typed it. */
  readonly rows: number;
  readonly now: number;
};

/**
 * Takes an import back, also one that is still at work: everybody whom it made and nobody has
 * changed since goes, by itself from here on. Asked again, it says how far it is.
 */
export async function withdrawRoster(
  { rosters }: WithdrawRosterPorts,
  { actor, importId, rows, now }: WithdrawRosterInput,
): Promise<RosterImport | Failure> {
  const place = compoundOf(importId);
  if (!mayAct(actor, 'roster.import', place, now)) return fail('not_permitted');
  const found = await rosters.findImport(importId, now);
  if (found === undefined) return fail('not_found');
  const { stored, progress } = found;
  if (stored.state === 'withdrawing' || stored.state === 'withdrawn') {
    return shownImport(stored, progress);
  }
  if (rows !== stored.rows) return fail('invalid_input', { field: 'rows' });
  const audit = factsOf(actor, { action: 'roster.import', place, purpose: 'import', now });
  const outcome = await rosters.changeState(stored, { to: 'withdrawing', audit });
  if (outcome === 'conflict') return fail('state_conflict');
  return shownImport(
    { ...stored, state: 'withdrawing' },
    { ...progress, of: 'withdrawing', done: 0 },
  );
}
