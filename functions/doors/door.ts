import * as z from 'zod';
import { DoorReport } from '../../shared/door/door-messages.ts';
import {
  ALARM_AFTER_REFUSED,
  alarmsIn,
  DOOR_ALARMS,
  type DoorAlarm,
  WITHOUT_POWER,
} from '../../shared/door/door-state.ts';
import { DoorId, GateId, StaffId } from '../../shared/ids.ts';
import { AuditFacts } from '../platform/audit.ts';

const UnixMs = z.number().int();

export const DOOR_LIFECYCLE = [
  { from: 'none', to: 'enrolled, never heard', by: 'property_manager' },
  { from: 'enrolled, never heard', to: 'online', by: 'the controller, by its secret' },
  { from: 'online', to: 'offline', by: 'the broker, by the last will of that session' },
  { from: 'offline', to: 'online', by: 'the controller, in a newer session' },
  { from: 'any', to: 'enrolled, never heard', by: 'property_manager, in the place of it' },
  { from: 'any', to: 'removed', by: 'property_manager' },
  { from: 'removed', to: 'enrolled, never heard', by: 'property_manager, under another id' },
] as const;

/** The door of a gate, as it was enrolled; its secret is derived, and stored nowhere. */
export const Door = z.object({
  doorId: DoorId,
  gateId: GateId,
  withoutPower: z.enum(WITHOUT_POWER),
  enrolledAt: UnixMs,
  /** Once set, it opens nothing any more; its id never comes back. */
  removedAt: UnixMs.optional(),
  version: z.number().int(),
  audit: AuditFacts,
});
export type Door = z.infer<typeof Door>;

/** How a door stands, by what it said and by whether it answers. */
export const Standing = z.object({
  doorId: DoorId,
  gateId: GateId,
  connection: z.enum(['never', 'online', 'offline']),
  /** The newest that was taken; a message of before says nothing any more. */
  session: z.number().int(),
  seq: z.number().int(),
  report: DoorReport.optional(),
  heardAt: UnixMs.optional(),
  /** Attempts that the server refused at this gate since the last opening. */
  refused: z.number().int(),
  /** Which alarms are on, and since when. */
  alarms: z.partialRecord(z.enum(DOOR_ALARMS), UnixMs),
  /** Counts its changes. */
  count: z.number().int(),
});
export type Standing = z.infer<typeof Standing>;

export const newStanding = ({ doorId, gateId }: Pick<Door, 'doorId' | 'gateId'>): Standing => ({
  doorId,
  gateId,
  connection: 'never',
  session: -1,
  seq: -1,
  refused: 0,
  alarms: {},
  count: 0,
});

/** By whose wish a door is opened; who it was is kept by whoever let them in. */
export const OPENED_BY = ['resident', 'visitor', 'courier', 'guard', 'office', 'rule'] as const;
export type OpenedBy = (typeof OPENED_BY)[number];

/** One opening, from the ask to what the door said. */
export const DoorExchange = z.object({
  /** 16 bytes, base64url. */
  ask: z.string(),
  doorId: DoorId,
  gateId: GateId,
  by: z.enum(OPENED_BY),
  /** Of the office alone. */
  staffId: StaffId.optional(),
  at: UnixMs,
  outcome: z.enum(['opened', 'late']).optional(),
  doneAt: UnixMs.optional(),
});
export type DoorExchange = z.infer<typeof DoorExchange>;

/** What was wrong at a door, and for how long. */
export const AlarmRecord = z.object({
  gateId: GateId,
  alarm: z.enum(DOOR_ALARMS),
  since: UnixMs,
  until: UnixMs.optional(),
});
export type AlarmRecord = z.infer<typeof AlarmRecord>;

/** The same alarms as these, those that go on with the time at which they began. */
function withAlarms(standing: Standing, on: readonly DoorAlarm[], now: number): Standing {
  const alarms: Standing['alarms'] = {};
  for (const alarm of on) alarms[alarm] = standing.alarms[alarm] ?? now;
  return { ...standing, alarms };
}

/** The alarms that follow from how a door stands. */
function alarmsOf({ report, refused, alarms }: Standing): DoorAlarm[] {
  const reported: readonly DoorAlarm[] = report === undefined ? [] : alarmsIn(report);
  const asked: readonly DoorAlarm[] = refused >= ALARM_AFTER_REFUSED ? ['refused_attempts'] : [];
  const unanswered = (['silent', 'offline'] as const).filter((one) => alarms[one] !== undefined);
  return [...new Set([...reported, ...asked, ...unanswered])];
}

const without = (alarms: readonly DoorAlarm[], ...gone: readonly DoorAlarm[]): DoorAlarm[] =>
  alarms.filter((alarm) => !gone.includes(alarm));

type Said = { readonly session: number; readonly seq: number; readonly report: DoorReport };

/** After a door said how it stands. What is older than what was taken changes nothing. */
export function afterReport(seen: Standing, { session, seq, report }: Said, now: number): Standing {
  const isNewSession = session > seen.session;
  if (!isNewSession && (session < seen.session || seq <= seen.seq)) return seen;
  const next = { ...seen, session, seq, report, heardAt: now };
  if (!isNewSession) return withAlarms(next, alarmsOf(next), now);
  const on = without(alarmsOf(next), 'silent', 'offline');
  return withAlarms({ ...next, connection: 'online' }, on, now);
}

/** After the broker said that the connection of a session has broken. */
export function afterGone(seen: Standing, session: number, now: number): Standing {
  if (session !== seen.session || seen.connection === 'offline') return seen;
  return withAlarms({ ...seen, connection: 'offline' }, [...alarmsOf(seen), 'offline'], now);
}

/** After a command that nobody acknowledged. */
export function afterSilence(seen: Standing, now: number): Standing {
  if (seen.alarms.silent !== undefined) return seen;
  return withAlarms(seen, [...alarmsOf(seen), 'silent'], now);
}

/** After an acknowledged command: it answers, and whoever was refused before has come in. */
export function afterOpening(seen: Standing, now: number): Standing {
  if (seen.alarms.silent === undefined && seen.refused === 0) return seen;
  const next = { ...seen, refused: 0 };
  return withAlarms(next, without(alarmsOf(next), 'silent'), now);
}

/** After the server refused somebody at this gate. */
export function afterRefusal(seen: Standing, now: number): Standing {
  const next = { ...seen, refused: seen.refused + 1 };
  return withAlarms(next, alarmsOf(next), now);
}

/** The alarms that the one has and the other has not. */
export const alarmsBegun = (before: Standing, after: Standing): readonly DoorAlarm[] =>
  DOOR_ALARMS.filter((one) => after.alarms[one] !== undefined && before.alarms[one] === undefined);
