import type { CompoundId, PlaceId } from '../../shared/ids.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';

/** Whether somebody announces in a compound, or in a grid or a building of it. */
export function mayListIn({
  actor,
  compoundId,
  now,
}: {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly now: number;
}): boolean {
  const number = compoundId.split('_')[1];
  const inside: PlaceId[] = actor.grants
    .map(({ node }) => node)
    .filter((node) => node.startsWith(`grd_${number}_`) || node.startsWith(`bld_${number}_`));
  return mayAct(actor, 'announcement.list', [compoundId, ...inside], now);
}
