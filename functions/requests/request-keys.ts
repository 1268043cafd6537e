import type { RequestState } from '../../shared/desk/request-lifecycle.ts';
import {
  type CompoundId,
  compoundOf,
  type RequestId,
  type ResidentId,
  type StaffId,
  type TeamId,
} from '../../shared/ids.ts';

/** Every key of this feature. */
export type Key = { readonly pk: string; readonly sk: string };

/** A partition of its own: a request is long, and written often. */
export const requestKey = (request: RequestId): Key => ({
  pk: `${compoundOf(request)}#request#${request}`,
  sk: 'request',
});
export const isRequestKey = ({ pk, sk }: Readonly<Record<string, unknown>>): boolean =>
  sk === 'request' && /^cmp_[0-9]+#request#/.test(String(pk));

export const ownPrefix = (resident: ResidentId): string => `own-request#${resident}#`;
export const ownKey = (resident: ResidentId, request: RequestId): Key => ({
  pk: compoundOf(resident),
  sk: `${ownPrefix(resident)}${request}`,
});

const iso = (unixMs: number): string => new Date(unixMs).toISOString();

/** Open ones of a compound, state by state, the first due first. */
export const BOARD = 'open#';
export const boardPartition = (compound: CompoundId): string => `${compound}#desk`;
export const boardPrefix = (state: RequestState): string => `${BOARD}${state}#`;
/** From `new` to `returned` in the order of their names: what waits for somebody lies between. */
export const WAITING_ON_BOARD = [boardPrefix('new'), `${boardPrefix('returned')}~`] as const;

export const tasksPartition = (compound: CompoundId, staff: StaffId): string =>
  `${compound}#tasks#${staff}`;

export const claimsKey = (compound: CompoundId, staff: StaffId): Key => ({
  pk: `${compound}#claims#${staff}`,
  sk: 'claims',
});

export const duePartition = (compound: CompoundId): string => `${compound}#due`;
/** After everything that is due by then. */
export const dueUntil = (unixMs: number): string => `${iso(unixMs)}~`;

/** What is over, by the month in Shanghai in which it ended: `2026-11`. */
export const donePartition = (compound: CompoundId, month: string): string =>
  `${compound}#done#${month}`;

export const sortedBy = (unixMs: number, request: RequestId): string => `${iso(unixMs)}#${request}`;

export const settingsKey = (compound: CompoundId): Key => ({ pk: compound, sk: 'desk-settings' });
export const TEAMS = 'team#';
export const teamKey = (team: TeamId): Key => ({ pk: compoundOf(team), sk: `${TEAMS}${team}` });
export const turnKey = (team: TeamId): Key => ({ pk: compoundOf(team), sk: `team-turn#${team}` });
