import type { CompoundId } from '../../shared/ids.ts';
import type { TeamPlan } from '../../shared/messages/desk-settings.ts';
import { grantPartition } from '../identity/index.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DeskStores } from './desk.ts';
import type { StoredTeam } from './team.ts';

/** What is wrong with a team: it has people who do not work here, or places and types of elsewhere. */
export async function checkTeam(
  { settings, workers }: Pick<DeskStores, 'settings' | 'workers'>,
  plan: TeamPlan,
  of: { readonly compound: CompoundId; readonly now: number; readonly before?: StoredTeam },
): Promise<Failure | undefined> {
  const { compound, now, before } = of;
  if (!plan.areas.every((place) => grantPartition(place) === compound)) {
    return fail('invalid_input', { field: 'areas' });
  }
  const [{ types }, all] = await Promise.all([
    settings.readSettings(compound),
    workers(compound, now),
  ]);
  const isKnown = (typeId: string) => types.some((type) => type.typeId === typeId);
  if (!plan.typeIds.every(isKnown)) return fail('invalid_input', { field: 'typeIds' });
  const known = new Set([...all.map(({ staffId }) => staffId), ...(before?.members ?? [])]);
  const isRight =
    plan.members.every((staffId) => known.has(staffId)) &&
    new Set(plan.members).size === plan.members.length;
  return isRight ? undefined : fail('invalid_input', { field: 'members' });
}
