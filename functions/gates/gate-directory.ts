import type { GateDeviceId, GateId } from '../../shared/ids.ts';
import type { Gate } from './gate.ts';
import { type GateDevice, RECORDS_BELIEVED_MS } from './gate-device.ts';
import type { GateStore } from './gate-store.ts';

/** Devices and gates as this process last read them, at most half a minute ago. */
export interface GateDirectory {
  findDevice(id: GateDeviceId, nowMs: number): Promise<GateDevice | undefined>;
  findGate(id: GateId, nowMs: number): Promise<Gate | undefined>;
}

/** A street has 156 gates; what was read longest ago goes first. */
const RECORDS_KEPT = 1_000;

function remembering<Id, Found>(
  find: (id: Id) => Promise<Found | undefined>,
): (id: Id, nowMs: number) => Promise<Found | undefined> {
  const kept = new Map<Id, { readonly found: Found; readonly readAt: number }>();
  return async (id, nowMs) => {
    const known = kept.get(id);
    if (known !== undefined && Math.abs(nowMs - known.readAt) < RECORDS_BELIEVED_MS) {
      return known.found;
    }
    const found = await find(id);
    kept.delete(id);
    if (found !== undefined) kept.set(id, { found, readAt: nowMs });
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size > RECORDS_KEPT) kept.delete(oldest);
    return found;
  };
}

export function createGateDirectory(store: GateStore): GateDirectory {
  return { findDevice: remembering(store.findDevice), findGate: remembering(store.findGate) };
}
