import { type CompoundId, compoundOf, type GateDeviceId, type GateId } from '../../shared/ids.ts';
import type { CompoundVersions } from '../compounds/index.ts';
import type { Gate } from './gate.ts';
import type { GateDevice } from './gate-device.ts';
import type { GateStore } from './gate-store.ts';

/**
 * Devices and gates as this process last read them. What it read is good until the compound's
 * gates have another version: an un-enrolment and a new rule count within a second or two.
 */
export interface GateDirectory {
  findDevice(id: GateDeviceId, nowMs: number): Promise<GateDevice | undefined>;
  findGate(id: GateId, nowMs: number): Promise<Gate | undefined>;
}

/** More compounds than one process serves at a time. */
const COMPOUNDS_KEPT = 128;

type Records = {
  readonly version: number;
  readonly devices: Map<GateDeviceId, GateDevice>;
  readonly gates: Map<GateId, Gate>;
};

export function createGateDirectory(
  store: Pick<GateStore, 'findDevice' | 'findGate'>,
  versions: CompoundVersions,
): GateDirectory {
  const kept = new Map<CompoundId, Records>();

  async function recordsOf(compound: CompoundId, nowMs: number): Promise<Records> {
    const { gates: version } = await versions.of(compound, nowMs);
    const known = kept.get(compound);
    if (known !== undefined && known.version >= version) return known;
    const records = { version, devices: new Map(), gates: new Map() };
    kept.delete(compound);
    kept.set(compound, records);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size > COMPOUNDS_KEPT) kept.delete(oldest);
    return records;
  }

  async function remembered<Id, Found>(
    records: Map<Id, Found>,
    id: Id,
    find: (id: Id) => Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    const known = records.get(id);
    if (known !== undefined) return known;
    const found = await find(id);
    if (found !== undefined) records.set(id, found);
    return found;
  }

  return {
    findDevice: async (id, nowMs) => {
      const { devices } = await recordsOf(compoundOf(id), nowMs);
      return remembered(devices, id, store.findDevice);
    },
    findGate: async (id, nowMs) => {
      const { gates } = await recordsOf(compoundOf(id), nowMs);
      return remembered(gates, id, store.findGate);
    },
  };
}
