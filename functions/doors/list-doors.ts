import { DOOR_ALARMS } from '../../shared/door/door-state.ts';
import type { CompoundId } from '../../shared/ids.ts';
import type { ManagedDoor } from '../../shared/messages/doors.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type Door, newStanding, type Standing } from './door.ts';
import type { DoorStore } from './door-store.ts';

const ALARMS_LOOKED_AT = 12;
const PAST_SHOWN = 5;

/** The alarms that are on, with when they began. */
export const alarmsNow = ({ alarms }: Pick<Standing, 'alarms'>): ManagedDoor['alarms'] =>
  DOOR_ALARMS.flatMap((alarm) => {
    const since = alarms[alarm];
    return since === undefined ? [] : [{ alarm, since }];
  });

async function shown(
  doors: Pick<DoorStore, 'listAlarms'>,
  door: Door,
  standing: Standing,
): Promise<ManagedDoor> {
  const { gateId, doorId, withoutPower, enrolledAt, removedAt, version } = door;
  const records = await doors.listAlarms(gateId, ALARMS_LOOKED_AT);
  const past = records.flatMap(({ alarm, since, until }) =>
    until === undefined ? [] : [{ alarm, since, until }],
  );
  const { connection, heardAt, report } = standing;
  return {
    gateId,
    doorId,
    state: removedAt === undefined ? 'enrolled' : 'removed',
    version,
    withoutPower,
    enrolledAt,
    connection,
    heardAt,
    report,
    alarms: alarmsNow(standing),
    past: past.slice(0, PAST_SHOWN),
  };
}

/** The doors of a compound's gates: how each stands, what is wrong, and what was. */
export async function listDoors(
  { doors }: { readonly doors: DoorStore },
  {
    actor,
    compoundId,
    now,
  }: { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number },
): Promise<{ doors: ManagedDoor[] } | Failure> {
  if (!mayAct(actor, 'door.read', compoundId, now)) return fail('not_permitted');
  const [enrolled, standings] = await Promise.all([
    doors.listDoors(compoundId),
    doors.listStandings(compoundId),
  ]);
  const standingOf = new Map(standings.map((one) => [one.doorId, one]));
  const all = enrolled.map((door) =>
    shown(doors, door, standingOf.get(door.doorId) ?? newStanding(door)),
  );
  return { doors: await Promise.all(all) };
}
