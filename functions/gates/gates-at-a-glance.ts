import type { CompoundId } from '../../shared/ids.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { dayBefore } from './count-gate-day.ts';
import type { DeviceContacts } from './device-contacts.ts';
import { countScans } from './gate-day-counts.ts';
import type { GateDayStore } from './gate-day-store.ts';
import type { GateStore } from './gate-store.ts';
import type { ReplayPairStore } from './replay-pair-store.ts';
import { isOn } from './single-entrance.ts';
import type { SingleEntranceStore } from './single-entrance-store.ts';

export type GatesAtAGlancePorts = {
  readonly gates: Pick<GateStore, 'listGates' | 'listDevices'>;
  readonly contacts: Pick<DeviceContacts, 'listContacts'>;
  readonly days: Pick<GateDayStore, 'listScans' | 'listServerDecisions'>;
  readonly pairs: Pick<ReplayPairStore, 'listPairs'>;
  readonly entrances: Pick<SingleEntranceStore, 'find'>;
};

export type GatesAtAGlance = {
  readonly gates: { readonly total: number; readonly enrolled: number; readonly silent: number };
  readonly entries: { readonly day: string; readonly count: number };
  /** Showings that two devices let in. */
  readonly pairs: number;
  readonly singleEntrance?: string;
};

/** A device at work asks every five minutes, and is noted every fifteen. */
const SILENT_AFTER_MS = 60 * 60_000;

/** A compound's gates in numbers: who came in today, which devices are silent. */
export async function gatesAtAGlance(
  { gates, contacts, days, pairs, entrances }: GatesAtAGlancePorts,
  compound: CompoundId,
  nowMs: number,
): Promise<GatesAtAGlance> {
  const day = shanghaiDay(nowMs);
  const [standing, devices, contactOf, together, entrance] = await Promise.all([
    gates.listGates(compound),
    gates.listDevices(compound),
    contacts.listContacts(compound, nowMs),
    pairs.listPairs(compound, nowMs),
    entrances.find(compound),
  ]);
  const devicesAt = standing.map(({ gateId }) =>
    devices.filter((one) => one.gateId === gateId && one.unenrolledAt === undefined),
  );
  const enrolled = devicesAt.filter((here) => here.length > 0);
  const isSilent = ({ deviceId, enrolledAt }: (typeof devices)[number]) =>
    nowMs - (contactOf.get(deviceId) ?? enrolledAt) > SILENT_AFTER_MS;
  let count = 0;
  for (const { gateId } of standing) {
    const scans = await Promise.all([
      days.listScans(gateId, day, nowMs),
      days.listScans(gateId, dayBefore(day), nowMs),
      days.listServerDecisions(gateId, day, nowMs),
    ]);
    const { entries } = countScans(
      scans.flat(),
      day,
      () => undefined,
      () => false,
    );
    count += entries.reduce((sum, row) => sum + row.count, 0);
  }
  return {
    gates: {
      total: standing.length,
      enrolled: enrolled.length,
      silent: enrolled.filter((here) => here.every(isSilent)).length,
    },
    entries: { day, count },
    pairs: together.length,
    ...(isOn(entrance, nowMs) ? { singleEntrance: entrance.mainGateName } : {}),
  };
}
