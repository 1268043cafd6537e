import type { RequestState } from '../../shared/desk/request-lifecycle.ts';
import type { RequestRow } from '../../shared/messages/requests.ts';
import { mayAct } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DeskListInput, DeskListPorts } from './desk-list.ts';
import { BOARD } from './request-keys.ts';
import { shownRow } from './shown-request.ts';
import { placesOf } from './standing.ts';
import { holdsInCompound } from './workers.ts';

export const MOST_ON_BOARD = 500;

const placeIn = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8');
const cursorOf = (place: string): string => Buffer.from(place, 'utf8').toString('base64url');

/**
 * Open requests where somebody runs the desk, state by state, in each the first due first: all of
 * them, those in one state, or what comes after a page.
 */
export async function readBoard(
  { requests }: Pick<DeskListPorts, 'requests'>,
  {
    actor,
    compoundId,
    now,
    state,
    cursor,
  }: DeskListInput & { readonly state?: RequestState; readonly cursor?: string },
): Promise<{ requests: RequestRow[]; next?: string } | Failure> {
  if (!holdsInCompound(actor.grants, { action: 'request.board', compound: compoundId, now })) {
    return fail('not_permitted');
  }
  const after = cursor === undefined ? undefined : placeIn(cursor);
  if (after?.startsWith(BOARD) === false) return fail('invalid_input', { field: 'cursor' });
  const { rows, next } = await requests.listOpen(compoundId, {
    most: MOST_ON_BOARD,
    ...(state === undefined ? {} : { state }),
    ...(after === undefined ? {} : { after }),
  });
  const theirs = rows.filter((row) => mayAct(actor, 'request.board', placesOf(row), now));
  return {
    requests: theirs.map(shownRow),
    ...(next === undefined ? {} : { next: cursorOf(next) }),
  };
}
