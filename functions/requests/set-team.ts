import { compoundOf, type TeamId } from '../../shared/ids.ts';
import type { Team, TeamPlan } from '../../shared/messages/desk-settings.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { checkTeam } from './check-team.ts';
import type { DeskStores } from './desk.ts';

/** Changes a team as it was seen. */
export async function setTeam(
  ports: Pick<DeskStores, 'settings' | 'workers'>,
  input: {
    readonly actor: StaffActor;
    readonly teamId: TeamId;
    readonly plan: TeamPlan;
    readonly version: number;
    readonly now: number;
  },
): Promise<Team | Failure> {
  const { actor, teamId, plan, version: seen, now } = input;
  const action = 'desk_settings.edit';
  const place = compoundOf(teamId);
  if (!mayAct(actor, action, place, now)) return fail('not_permitted');
  const before = await ports.settings.findTeam(teamId);
  if (before === undefined) return fail('not_found');
  const wrong = await checkTeam(ports, plan, { compound: place, now, before });
  if (wrong !== undefined) return wrong;
  const team = { ...plan, teamId, version: seen + 1 };
  const facts = factsOf(actor, { action, place, purpose: 'service_desk', now });
  const outcome = seen === 0 ? 'conflict' : await ports.settings.putTeam(team, facts);
  return outcome === 'put' ? team : fail('state_conflict');
}
