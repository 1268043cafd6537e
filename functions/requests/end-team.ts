import { compoundOf, type TeamId } from '../../shared/ids.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DeskStores } from './desk.ts';

/** A team is no more; what its people have, they keep. */
export async function endTeam(
  { settings }: Pick<DeskStores, 'settings'>,
  {
    actor,
    teamId,
    now,
  }: { readonly actor: StaffActor; readonly teamId: TeamId; readonly now: number },
): Promise<undefined | Failure> {
  const action = 'desk_settings.edit';
  const place = compoundOf(teamId);
  if (!mayAct(actor, action, place, now)) return fail('not_permitted');
  const team = await settings.findTeam(teamId);
  if (team === undefined) return fail('not_found');
  const facts = factsOf(actor, { action, place, purpose: 'service_desk', now });
  const outcome = await settings.endTeam(team, facts);
  return outcome === 'ended' ? undefined : fail('state_conflict');
}
