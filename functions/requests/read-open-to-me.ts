import type { RequestRow } from '../../shared/messages/requests.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DeskListInput, DeskListPorts } from './desk-list.ts';
import { shownRow } from './shown-request.ts';
import { mayClaim } from './standing.ts';
import { rolesInCompound } from './workers.ts';

/** What waits for somebody and is theirs to take. */
export async function readOpenToMe(
  { requests, settings }: DeskListPorts,
  input: DeskListInput,
): Promise<{ requests: RequestRow[] } | Failure> {
  const { actor, compoundId, now } = input;
  if (rolesInCompound(actor.grants, compoundId, now).length === 0) return fail('not_permitted');
  const [rows, teams] = await Promise.all([
    requests.listWaiting(compoundId),
    settings.listTeams(compoundId),
  ]);
  return { requests: rows.filter((row) => mayClaim(input, row, teams)).map(shownRow) };
}
