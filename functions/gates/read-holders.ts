import { CompactEncrypt } from 'jose';
import { type CompoundId, compoundOf, type GateId, type ShiftId } from '../../shared/ids.ts';
import type { ReliefEntry } from '../../shared/messages/shift-pins.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { ReadCardNumbers } from './card-numbers.ts';
import { type GateKeys, shiftKeyOf } from './device-secrets.ts';
import type { GateDirectory } from './gate-directory.ts';
import { COMPOUNDS_KEPT, type HoldersPorts, holdersAt, namesVersionOf } from './holders-now.ts';
import { laneOf } from './lane.ts';
import type { ReadNeighbours } from './lane-neighbours.ts';
import { reliefEntries } from './relief.ts';
import { isOpen } from './shift.ts';
import type { StoredShiftPin } from './shift-pin.ts';
import type { ShiftPinStore } from './shift-pin-store.ts';
import type { ShiftStore } from './shift-store.ts';

export type ReadHoldersPorts = HoldersPorts & {
  readonly shifts: Pick<ShiftStore, 'findShift'>;
  readonly keys: GateKeys;
  readonly neighbours: ReadNeighbours;
  readonly cardNumbers: ReadCardNumbers;
  readonly pins: Pick<ShiftPinStore, 'listPins'>;
  readonly pinsKept: PinsKept;
  readonly directory: GateDirectory;
};

/** The PINs of a few compounds, as this process last read them. */
type PinsKept = Map<
  CompoundId,
  { readonly version: number; readonly pins: readonly StoredShiftPin[] }
>;

async function pinsAt(
  { pins, pinsKept }: ReadHoldersPorts,
  asked: { readonly compound: CompoundId; readonly version: number; readonly now: number },
): Promise<readonly StoredShiftPin[]> {
  const { compound, version, now } = asked;
  const known = pinsKept.get(compound);
  const listed = known?.version === version ? known.pins : await pins.listPins(compound, now);
  pinsKept.delete(compound);
  pinsKept.set(compound, { version, pins: listed });
  const [oldest] = pinsKept.keys();
  if (oldest !== undefined && pinsKept.size > COMPOUNDS_KEPT) pinsKept.delete(oldest);
  return listed.filter(({ until }) => now < until);
}

export type ReadHoldersInput = {
  readonly actor: GateDeviceActor;
  readonly gateId: GateId;
  readonly shiftId: ShiftId;
  readonly now: number;
  /** Whether the caller already has the names of this version. */
  readonly has: (version: string) => boolean;
};

/** The documents are absent where the caller has them already. */
export type HoldersAnswer = {
  readonly version: string;
  readonly names: string;
  readonly holders?: string;
  readonly lane?: string;
  readonly numbers?: string;
  readonly relief?: ReliefEntry[];
};

/** What the guard may see of holders, encrypted under the shift's key, while the shift is open. */
export async function readHolders(
  ports: ReadHoldersPorts,
  { actor, gateId, shiftId, now, has }: ReadHoldersInput,
): Promise<HoldersAnswer | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const shift = await ports.shifts.findShift(gateId, shiftId);
  if (shift === undefined) return fail('not_found');
  if (shift.deviceId !== actor.deviceId) return fail('not_permitted');
  if (!isOpen(shift, now)) return fail('shift_not_open');

  const compound = compoundOf(gateId);
  const versions = await ports.versions.of(compound, now);
  const { holders: number, pins: pinsNumber } = versions;
  const names = namesVersionOf(versions);
  const version = `"${shiftId}-${names}"`;
  if (has(version)) return { version, names };
  const [listed, neighbours, cards, pins, device] = await Promise.all([
    holdersAt(ports, compound, number),
    ports.neighbours(compound, now),
    ports.cardNumbers(compound, { version: number, now }),
    pinsAt(ports, { compound, version: pinsNumber, now }),
    ports.directory.findDevice(actor.deviceId, now),
  ]);
  if (device === undefined) return fail('device_not_enrolled');
  const key = shiftKeyOf(ports.keys, shiftId);
  const [holders, lane, numbers, relief] = await Promise.all([
    encrypted(listed, key),
    encrypted(laneOf(neighbours, key), key),
    encrypted(cards, key),
    reliefEntries(ports.keys, pins, { ...device, shift }),
  ]);
  return { version, names, holders, lane, numbers, relief };
}

function encrypted(document: unknown, key: Uint8Array): Promise<string> {
  const plain = new TextEncoder().encode(JSON.stringify(document));
  return new CompactEncrypt(plain).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key);
}
