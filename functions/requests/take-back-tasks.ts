import { isHeld } from '../../shared/desk/request-lifecycle.ts';
import {
  CommunityId,
  type CompoundId,
  compoundOf,
  type PlaceId,
  type StaffId,
  StreetId,
} from '../../shared/ids.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { GRANT_PREFIX, GrantRow } from '../identity/index.ts';
import { decideAgain } from '../platform/decide-again.ts';
import { isFailure } from '../platform/failure.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import { afterClock, type ClockNow } from './clock-step.ts';
import type { DeskSettingsStore } from './desk-settings-store.ts';
import { type OfficePorts, officesOf } from './offices.ts';
import type { StoredRequest } from './request.ts';
import type { RequestStore } from './request-store.ts';

export type TakeBackPorts = OfficePorts & {
  readonly requests: Pick<RequestStore, 'listTasks' | 'findRequest' | 'changeRequest'>;
  readonly settings: Pick<DeskSettingsStore, 'readSettings'>;
  readonly compounds: Pick<CompoundStore, 'listCompounds'>;
};

/** Somebody else takes steps at the same moment. */
const MOST_TRIES = 10;

const grantIn = (item: ItemChange['after']): GrantRow | undefined =>
  String(item?.sk).startsWith(GRANT_PREFIX) ? GrantRow.parse(item) : undefined;

const endOf = ({ until, endedAt = until }: GrantRow): number => Math.min(until, endedAt);

/** Where tasks can lie that somebody had by a role at this place. */
async function compoundsAt(
  { compounds }: Pick<TakeBackPorts, 'compounds'>,
  place: PlaceId,
): Promise<CompoundId[]> {
  const isWide = StreetId.safeParse(place).success || CommunityId.safeParse(place).success;
  if (isWide) {
    return (await compounds.listCompounds())
      .filter(({ streetId, communityId }) => streetId === place || communityId === place)
      .map(({ compoundId }) => compoundId);
  }
  // cast: what is neither a street nor a community belongs to a compound
  return [compoundOf(place as Exclude<PlaceId, StreetId | CommunityId>)];
}

async function takeBack(
  { requests }: Pick<TakeBackPorts, 'requests'>,
  found: StoredRequest | undefined,
  staff: StaffId,
  clock: ClockNow,
): Promise<void> {
  if (found === undefined) return;
  const taken = await decideAgain(found, MOST_TRIES, {
    decide: (request) => {
      if (request.assignee !== staff || !isHeld(request.state)) return request;
      const after = afterClock(request, { do: 'return', at: clock.now }, clock);
      const isMoved = after.state === 'returned' || after.assigneeUntil !== request.assigneeUntil;
      return isMoved ? after : request;
    },
    write: (before, after) => requests.changeRequest(before, after),
  });
  if (isFailure(taken)) throw new Error('a request changes all the time');
}

/**
 * A role that ends before its day: what its holder had to do goes back at once, as it does by the
 * clock on its day. Where they hold another by which they work there, it stays with them.
 */
export async function takeBackTasks(
  ports: TakeBackPorts,
  change: ItemChange,
  now: number,
): Promise<void> {
  const [was, is] = [grantIn(change.before), grantIn(change.after)];
  if (was === undefined || (is !== undefined && endOf(is) >= endOf(was))) return;
  for (const compound of await compoundsAt(ports, was.node)) {
    const tasks = await ports.requests.listTasks(compound, was.staffId);
    if (tasks.length === 0) continue;
    const [{ calendar }, offices] = await Promise.all([
      ports.settings.readSettings(compound),
      officesOf(ports, compound, now),
    ]);
    for (const { requestId } of tasks) {
      const found = await ports.requests.findRequest(requestId);
      await takeBack(ports, found, was.staffId, { calendar, offices, now });
    }
  }
}
