import { compoundOf, type GateId, type HouseId, type ShiftId } from '../../shared/ids.ts';
import { possibleHouses } from '../../shared/lane/house-name.ts';
import type { HousePinAnswer } from '../../shared/messages/gates.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RateLimit, RateLimits } from '../platform/rate-limit.ts';
import { type HousePins, livesHere, type ResidentStore } from '../residents/index.ts';
import { isOpen } from './shift.ts';
import type { ShiftStore } from './shift-store.ts';

export type CheckHousePinPorts = {
  readonly shifts: Pick<ShiftStore, 'findShift'>;
  readonly houses: Pick<CompoundStore, 'findHousesNamed'>;
  readonly housePins: HousePins;
  readonly residents: Pick<ResidentStore, 'findResident'>;
  readonly rates: RateLimits;
};

export type CheckHousePinInput = {
  readonly actor: GateDeviceActor;
  readonly gateId: GateId;
  readonly shiftId: ShiftId;
  readonly house: string;
  readonly pin: string;
  readonly now: number;
};

/** Six digits are a million; five wrong ones in a quarter of an hour are somebody who guesses. */
export const WRONG_HOUSE_PINS: RateLimit = { kind: 'house-pin', most: 5, windowMs: 15 * 60_000 };

/**
 * Whose PIN this is at a house that may be meant, for the guard to look and confirm. Of a house
 * that is not there it says no more than of a wrong PIN. A house where five were wrong is asked
 * about no more until the quarter of an hour is over; the gate's other ways stay as they are.
 */
export async function checkHousePin(
  ports: CheckHousePinPorts,
  { actor, gateId, shiftId, house, pin, now }: CheckHousePinInput,
): Promise<HousePinAnswer | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const shift = await ports.shifts.findShift(gateId, shiftId);
  if (shift === undefined) return fail('not_found');
  if (shift.deviceId !== actor.deviceId) return fail('not_permitted');
  if (!isOpen(shift, now)) return fail('shift_not_open');
  const compound = compoundOf(gateId);
  const houses = await ports.houses.findHousesNamed(compound, possibleHouses(house));
  const tried: HouseId[] = [];
  for (const { houseId } of houses) {
    // Counted before it is looked at: of many tries at a time none goes uncounted.
    const taken = await ports.rates.take(WRONG_HOUSE_PINS, houseId, now);
    if (taken !== 'taken') return fail('too_many_tries', taken);
    tried.push(houseId);
    const whose = await ports.housePins.whoseIs(houseId, pin);
    const resident = whose && (await ports.residents.findResident(whose));
    if (resident === undefined || !livesHere(resident)) continue;
    for (const one of tried) await ports.rates.giveBack(WRONG_HOUSE_PINS, one, now);
    const { maskedName, building } = resident;
    return { holder: { maskedName, building } };
  }
  return {};
}
