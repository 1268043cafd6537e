import type { CompoundId } from '../../shared/ids.ts';
import type { RequestRow } from '../../shared/messages/requests.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DeskStores } from './desk.ts';
import { shownRow } from './shown-request.ts';
import { isAssignee, mayClaim, placesOf } from './standing.ts';
import { capOf } from './team.ts';
import { holdsInCompound, rolesInCompound } from './workers.ts';

type Ports = Pick<DeskStores, 'requests' | 'settings'>;
type Input = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly now: number;
};
const MOST_ON_BOARD = 500;

/** Every open request where somebody runs the desk, state by state, in each the first due first. */
export async function readBoard(
  { requests }: Pick<Ports, 'requests'>,
  { actor, compoundId, now }: Input,
): Promise<{ requests: RequestRow[]; next?: string } | Failure> {
  if (!holdsInCompound(actor.grants, { action: 'request.board', compound: compoundId, now })) {
    return fail('not_permitted');
  }
  const { rows, next } = await requests.listOpen(compoundId, { most: MOST_ON_BOARD });
  const theirs = rows.filter((row) => mayAct(actor, 'request.board', placesOf(row), now));
  return { requests: theirs.map(shownRow), ...(next === undefined ? {} : { next }) };
}

/** What waits for somebody and is theirs to take. */
export async function readOpenToMe(
  { requests, settings }: Ports,
  input: Input,
): Promise<{ requests: RequestRow[] } | Failure> {
  const { actor, compoundId, now } = input;
  if (rolesInCompound(actor.grants, compoundId, now).length === 0) return fail('not_permitted');
  const [rows, teams] = await Promise.all([
    requests.listWaiting(compoundId),
    settings.listTeams(compoundId),
  ]);
  return { requests: rows.filter((row) => mayClaim(input, row, teams)).map(shownRow) };
}

/** What they have to do, the first due first, and how much that may be. */
export async function readMyTasks(
  { requests, settings }: Ports,
  input: Input,
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
