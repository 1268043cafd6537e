import type { RequestType } from '../../shared/desk/request-types.ts';
import type { CompoundId, PlaceId, ResidentId, StaffId, TeamId } from '../../shared/ids.ts';
import type { DeskRegister, DeskStores } from './desk.ts';
import type { Holder } from './request.ts';
import { capOf, isAble, isOnHours, type StoredTeam } from './team.ts';
import { holderOf, type Worker } from './workers.ts';

export type RoutingPorts = {
  readonly requests: Pick<DeskStores['requests'], 'listTasks'>;
  readonly settings: Pick<DeskStores['settings'], 'listTeams' | 'lastTurn' | 'takeTurn'>;
  readonly workers: DeskStores['workers'];
  readonly care: DeskRegister['care'];
};

export type Routing = {
  readonly compound: CompoundId;
  readonly type: RequestType;
  /** Where it is: the place, and every wider one around it. */
  readonly within: readonly PlaceId[];
  readonly residentId?: ResidentId | undefined;
  readonly now: number;
};
/** Whose it is at once, or whom it waits for. */
export type Routed = { readonly to?: Holder; readonly teamId?: TeamId };

/** Each try loses a turn to another request, which got on. */
const MOST_TRIES = 5;

/** The members of a team from whoever comes after the last. */
export function inTurn(members: readonly StaffId[], last: StaffId | undefined): StaffId[] {
  const at = last === undefined ? -1 : members.indexOf(last);
  return [...members.slice(at + 1), ...members.slice(0, at + 1)];
}

/**
 * To whom a new request goes. A home that somebody looks after goes to them, or whoever stands in
 * for them; a rotating type to the next of an able team who is on and has room; what is claimed
 * waits for an able team, and what is assigned for the desk. What only the desk may read until it
 * has decided stays with the desk: it may be about whoever helps them.
 */
export async function routeRequest(ports: RoutingPorts, routing: Routing): Promise<Routed> {
  const { compound, type, within, residentId, now } = routing;
  const isForDesk = type.dispatch === 'assign';
  if (isForDesk && type.sensitive) return {};
  const [care, teams] = await Promise.all([
    residentId === undefined ? undefined : ports.care.findCare(residentId),
    isForDesk ? [] : ports.settings.listTeams(compound),
  ]);
  const able = teams.filter((team) => isAble(team, type.typeId, within));
  const inTurn = type.dispatch === 'rotate' ? able : [];
  const isGiven = care !== undefined || inTurn.length > 0;
  const workers = isGiven ? await ports.workers(compound, now) : [];
  const helper = [care?.helper, care?.backup]
    .map((staffId) => workers.find((worker) => worker.staffId === staffId))
    .find((worker) => worker !== undefined);
  if (helper !== undefined) return { to: holderOf(helper) };
  for (const team of inTurn.filter((one) => isOnHours(one, now))) {
    const next = await nextOf(ports, { team, teams, workers, compound });
    if (next !== undefined) return { to: holderOf(next), teamId: team.teamId };
  }
  const [first] = able;
  return first === undefined ? {} : { teamId: first.teamId };
}

/** The next of a team who works here and has room, whose turn it is then. */
async function nextOf(
  { requests, settings }: RoutingPorts,
  crew: {
    readonly team: StoredTeam;
    readonly teams: readonly StoredTeam[];
    readonly workers: readonly Worker[];
    readonly compound: CompoundId;
  },
): Promise<Worker | undefined> {
  const { team, teams, workers, compound } = crew;
  const full = new Set<StaffId>();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const last = await settings.lastTurn(team.teamId);
    for (const staffId of inTurn(team.members, last)) {
      const worker = workers.find((one) => one.staffId === staffId);
      if (worker === undefined || full.has(staffId)) continue;
      const tasks = await requests.listTasks(compound, staffId);
      if (tasks.length >= capOf(teams, staffId)) {
        full.add(staffId);
        continue;
      }
      const outcome = await settings.takeTurn(team.teamId, { last, now: staffId });
      if (outcome === 'taken') return worker;
      break;
    }
  }
  return undefined;
}
