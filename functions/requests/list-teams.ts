import type { Team } from '../../shared/messages/desk-settings.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DeskStores } from './desk.ts';
import type { DeskListInput } from './desk-list.ts';
import { rolesInCompound, type Worker } from './workers.ts';

/** The teams of a desk, and who can be in one or be given a task. */
export async function listTeams(
  { settings, workers }: Pick<DeskStores, 'settings' | 'workers'>,
  { actor, compoundId, now }: DeskListInput,
): Promise<
  { teams: Team[]; workers: Pick<Worker, 'staffId' | 'office' | 'maskedName'>[] } | Failure
> {
  if (rolesInCompound(actor.grants, compoundId, now).length === 0) return fail('not_permitted');
  const [teams, all] = await Promise.all([
    settings.listTeams(compoundId),
    workers(compoundId, now),
  ]);
  return {
    teams: [...teams],
    workers: all.map(({ staffId, office, maskedName }) => ({ staffId, office, maskedName })),
  };
}
