import { CompactEncrypt } from 'jose';
import { compoundOf, type GateId, type ShiftId } from '../../shared/ids.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { ReadCardNumbers } from './card-numbers.ts';
import { type GateKeys, shiftKeyOf } from './device-secrets.ts';
import { type HoldersPorts, holdersAt } from './holders-now.ts';
import { laneOf } from './lane.ts';
import type { ReadNeighbours } from './lane-neighbours.ts';
import { isOpen } from './shift.ts';
import type { ShiftStore } from './shift-store.ts';

export type ReadHoldersPorts = HoldersPorts & {
  readonly shifts: Pick<ShiftStore, 'findShift'>;
  readonly keys: GateKeys;
  readonly neighbours: ReadNeighbours;
  readonly cardNumbers: ReadCardNumbers;
};

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
  readonly holders?: string;
  readonly lane?: string;
  readonly numbers?: string;
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
  const { holders: number } = await ports.versions.of(compound, now);
  const version = `"${shiftId}-${number}"`;
  if (has(version)) return { version };
  const [listed, neighbours, cards] = await Promise.all([
    holdersAt(ports, compound, number),
    ports.neighbours(compound, now),
    ports.cardNumbers(compound, { version: number, now }),
  ]);
  const key = shiftKeyOf(ports.keys, shiftId);
  const [holders, lane, numbers] = await Promise.all([
    encrypted(listed, key),
    encrypted(laneOf(neighbours, key), key),
    encrypted(cards, key),
  ]);
  return { version, holders, lane, numbers };
}

function encrypted(document: unknown, key: Uint8Array): Promise<string> {
  const plain = new TextEncoder().encode(JSON.stringify(document));
  return new CompactEncrypt(plain).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key);
}
