import { buildingIdOf, type CompoundId, compoundNumberOf, gridIdOf } from '../../shared/ids.ts';
import type { Action } from '../../shared/permissions.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import type { BuildingsSeen } from './register-query.ts';

/** The buildings of a compound in which somebody may do this: every one, or those of their grid. */
export async function buildingsSeen(
  { compounds }: { readonly compounds: Pick<CompoundStore, 'listBuildings'> },
  {
    actor,
    action,
    compoundId,
    now,
  }: {
    readonly actor: StaffActor;
    readonly action: Action;
    readonly compoundId: CompoundId;
    readonly now: number;
  },
): Promise<BuildingsSeen> {
  if (mayAct(actor, action, compoundId, now)) return 'every';
  const compound = compoundNumberOf(compoundId);
  const holdsSome = actor.grants.some(({ node }) => isInside(node, compound));
  if (!holdsSome) return [];
  const buildings = await compounds.listBuildings(compoundId);
  return buildings
    .filter(({ number, grid }) => {
      const within = [compoundId, gridIdOf(compound, grid), buildingIdOf(compound, number)];
      return mayAct(actor, action, within, now);
    })
    .map(({ number }) => number);
}

/** A grid or a building of the compound. */
const isInside = (node: string, compound: number): boolean =>
  [`grd_${compound}_`, `bld_${compound}_`].some((prefix) => node.startsWith(prefix));
