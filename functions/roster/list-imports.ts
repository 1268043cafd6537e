import type { CompoundId } from '../../shared/ids.ts';
import type { RosterImport } from '../../shared/messages/rosters.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { shownImport } from './roster-import.ts';
import type { RosterStore } from './roster-store.ts';

type Ports = { readonly rosters: Pick<RosterStore, 'listImports'> };
type Input = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly now: number;
};

/** The rosters of a compound that wait, are at work, or have been imported, the newest first. */
export async function listRosterImports(
  { rosters }: Ports,
  { actor, compoundId, now }: Input,
): Promise<{ imports: RosterImport[] } | Failure> {
  if (!mayAct(actor, 'roster.import', compoundId, now)) return fail('not_permitted');
  const found = await rosters.listImports(compoundId, now);
  return { imports: found.map(({ stored, progress }) => shownImport(stored, progress)) };
}
