import type { DoorAlarm } from '../../shared/door/door-state.ts';
import type { CompoundId, GateId } from '../../shared/ids.ts';
import type { Notification } from '../../shared/messages/notifications.ts';
import type { AlarmRecord, Door, DoorExchange, Standing } from './door.ts';

/** The doors of gates, one a gate, how they stand, and what was wrong. */
export interface DoorStore {
  /** Also one that was removed. */
  findDoor(gate: GateId): Promise<Door | undefined>;
  listDoors(compound: CompoundId): Promise<readonly Door[]>;
  /** Puts a door in the place of the version before it; a new id begins with nothing said. */
  changeDoor(door: Door): Promise<'changed' | 'conflict'>;

  findStanding(gate: GateId): Promise<Standing | undefined>;
  listStandings(compound: CompoundId): Promise<readonly Standing[]>;
  /**
   * Changes how a door stands, unless it has changed since it was seen: the alarms that begin are
   * recorded and told of by the same write, and those that end have their end recorded.
   * @returns what stands there instead
   */
  changeStanding(
    seen: Standing,
    after: Standing,
    how: { readonly told: readonly Notification[]; readonly now: number },
  ): Promise<'changed' | Standing | undefined>;
  /** The newest alarms of a gate, newest first. */
  listAlarms(gate: GateId, most: number): Promise<readonly AlarmRecord[]>;
}

/** Openings under way and done. */
export interface DoorExchanges {
  begin(exchange: DoorExchange): Promise<void>;
  find(gate: GateId, ask: string): Promise<DoorExchange | undefined>;
  /** Records what a door said of its command; the first word stays. */
  finish(
    gate: GateId,
    ask: string,
    done: { readonly outcome: 'opened' | 'late'; readonly at: number },
  ): Promise<'done' | 'already'>;
}

/** What a key of an alarm is made of. */
export type AlarmName = {
  readonly gateId: GateId;
  readonly alarm: DoorAlarm;
  readonly since: number;
};
