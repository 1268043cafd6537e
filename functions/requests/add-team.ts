import { createHash } from 'node:crypto';
import { compoundNumberOf, newTeamId } from '../../shared/ids.ts';
import type { Team, TeamPlan } from '../../shared/messages/desk-settings.ts';
import { mayAct } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { checkTeam } from './check-team.ts';
import type { DeskStores } from './desk.ts';
import type { DeskListInput } from './desk-list.ts';

/** A team more: who does which kinds of work, where and when. The same key is the same team. */
export async function addTeam(
  ports: Pick<DeskStores, 'settings' | 'workers'> & { readonly random: RandomBytes },
  {
    actor,
    compoundId,
    now,
    given: { key, ...plan },
  }: DeskListInput & { readonly given: TeamPlan & { readonly key?: string | undefined } },
): Promise<Team | Failure> {
  const action = 'desk_settings.edit';
  if (!mayAct(actor, action, compoundId, now)) return fail('not_permitted');
  const named =
    key === undefined
      ? ports.random(10)
      : createHash('sha256').update(`${actor.staffId} ${key}`).digest();
  const teamId = newTeamId(compoundNumberOf(compoundId), named);
  const before = key === undefined ? undefined : await ports.settings.findTeam(teamId);
  if (before !== undefined) return before;
  const wrong = await checkTeam(ports, plan, { compound: compoundId, now });
  if (wrong !== undefined) return wrong;
  const team = { ...plan, teamId, version: 1 };
  const facts = factsOf(actor, { action, place: compoundId, purpose: 'service_desk', now });
  const outcome = await ports.settings.putTeam(team, facts);
  if (outcome === 'put') return team;
  // Sent twice at once, the other was first.
  return (await ports.settings.findTeam(teamId)) ?? fail('state_conflict');
}
