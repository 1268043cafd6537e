import { decideScan } from '../../shared/gate/decide-scan.ts';
import type { Direction } from '../../shared/gate/outcomes.ts';
import { SeenCodes } from '../../shared/gate/seen.ts';
import { compoundNumberOf, compoundOf, type GateId, type HouseId } from '../../shared/ids.ts';
import { possibleHouses } from '../../shared/lane/house-name.ts';
import type { VisitorPinAnswer } from '../../shared/messages/arrivals.ts';
import { slotAt } from '../../shared/time/slot.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { type GateDirectory, WRONG_HOUSE_PINS } from '../gates/index.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RateLimits } from '../platform/rate-limit.ts';
import { type DecideVisitPorts, decideVisit } from './decide-visit.ts';
import { ALL_GATE_GROUPS } from './sign-visitor-pass.ts';
import type { VisitStore } from './visit-store.ts';
import { visitorPinHash } from './visitor-pin.ts';

export type AdmitByPinPorts = DecideVisitPorts & {
  readonly directory: GateDirectory;
  readonly houses: Pick<CompoundStore, 'findHousesNamed'>;
  readonly visits: Pick<VisitStore, 'findSerialOfPin'>;
  readonly rates: RateLimits;
  /** Derived for `visitor-pin`. */
  readonly pinKey: Uint8Array;
};

export type AdmitByPinInput = {
  readonly actor: GateDeviceActor;
  readonly gateId: GateId;
  readonly boot: number;
  readonly seq: number;
  readonly house: string;
  readonly pin: string;
  readonly direction: Direction;
  readonly now: number;
};

/**
 * Decides about somebody who says a house and the digits of their invitation there, as about the
 * code that they would have shown now. Digits are looked up by their keyed hash alone: how long a
 * wrong one takes says nothing of a right one. Wrong ones count where a resident's count, and of a
 * house that is not there it says no more than of wrong digits.
 */
export async function admitByPin(
  ports: AdmitByPinPorts,
  { actor, gateId, boot, seq, house, pin, direction, now }: AdmitByPinInput,
): Promise<VisitorPinAnswer | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const gate = await ports.directory.findGate(gateId, now);
  if (gate === undefined) return fail('not_found');
  const named = await ports.houses.findHousesNamed(compoundOf(gateId), possibleHouses(house));
  const tried: HouseId[] = [];
  for (const { houseId } of named) {
    // Counted before it is looked at: of many tries at a time none goes uncounted.
    const taken = await ports.rates.take(WRONG_HOUSE_PINS, houseId, now);
    if (taken !== 'taken') return fail('too_many_tries', taken);
    tried.push(houseId);
    const hash = visitorPinHash(ports.pinKey, houseId, pin);
    const serial = await ports.visits.findSerialOfPin(houseId, hash, now);
    if (serial === undefined) continue;
    for (const one of tried) await ports.rates.giveBack(WRONG_HOUSE_PINS, one, now);
    const slot = slotAt(now);
    const shown = decideScan({
      proven: {
        part: partSaid(compoundNumberOf(gateId), serial, now),
        proof: { mode: 'challenge', slot },
      },
      direction,
      time: { nowMs: now, grade: 'synced' },
      rules: gate.rules,
      seen: new SeenCodes(),
      uses: { limit: 1, used: 0 },
    });
    const scan = { deviceId: actor.deviceId, boot, seq, gateId, direction, at: now };
    const said = { shown, rules: gate.rules, serial, slot, houseId };
    const arrival = await decideVisit(ports, scan, said);
    return isFailure(arrival) ? arrival : { arrival };
  }
  return {};
}

const MINUTE_S = 60;

/** The pass that stands behind the digits: its dates are the visit's to judge. */
const partSaid = (compound: number, index: number, now: number) =>
  ({
    kind: 'visitor',
    keyId: 0,
    compound,
    index,
    class: 'visitor',
    specimen: false,
    gates: ALL_GATE_GROUPS,
    notBefore: 0,
    expires: Math.ceil(now / 1_000) + MINUTE_S,
  }) as const;
