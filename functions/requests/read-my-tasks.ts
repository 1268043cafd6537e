import type { RequestRow } from '../../shared/messages/requests.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DeskListInput, DeskListPorts } from './desk-list.ts';
import { shownRow } from './shown-request.ts';
import { isAssignee } from './standing.ts';
import { capOf } from './team.ts';
import { rolesInCompound } from './workers.ts';

/** What they have to do, the first due first, and how much that may be. */
export async function readMyTasks(
  { requests, settings }: DeskListPorts,
  input: DeskListInput,
): Promise<{ requests: RequestRow[]; cap: number } | Failure> {
  const { actor, compoundId, now } = input;
  if (rolesInCompound(actor.grants, compoundId, now).length === 0) return fail('not_permitted');
  const [rows, teams] = await Promise.all([
    requests.listTasks(compoundId, actor.staffId),
    settings.listTeams(compoundId),
  ]);
  const theirs = rows.filter((row) => isAssignee(input, row));
  return { requests: theirs.map(shownRow), cap: capOf(teams, actor.staffId) };
}
