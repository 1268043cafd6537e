import { compoundNumberOf, newTeamId } from '../../shared/ids.ts';
import type { Team, TeamPlan } from '../../shared/messages/desk-settings.ts';
import { mayAct } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { checkTeam } from './check-team.ts';
import type { DeskStores } from './desk.ts';
import type { DeskListInput } from './desk-list.ts';

/** A team more: who does which kinds of work, where and when. */
export async function addTeam(
  ports: Pick<DeskStores, 'settings' | 'workers'> & { readonly random: RandomBytes },
  { actor, compoundId, now, plan }: DeskListInput & { readonly plan: TeamPlan },
): Promise<Team | Failure> {
  const action = 'desk_settings.edit';
  if (!mayAct(actor, action, compoundId, now)) return fail('not_permitted');
  const wrong = await checkTeam(ports, plan, { compound: compoundId, now });
  if (wrong !== undefined) return wrong;
  const teamId = newTeamId(compoundNumberOf(compoundId), ports.random(10));
  const team = { ...plan, teamId, version: 1 };
  const facts = factsOf(actor, { action, place: compoundId, purpose: 'service_desk', now });
  const outcome = await ports.settings.putTeam(team, facts);
  return outcome === 'put' ? team : fail('state_conflict');
}
