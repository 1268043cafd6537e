import { compoundNumberOf, newMoveId, type ResidentId } from '../../shared/ids.ts';
import type {
  MovingOutPreview,
  RecordedMovingOut,
  RecordMovingOutRequest,
} from '../../shared/messages/houses.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays } from '../../shared/time/shanghai-days.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { ResidentStore } from '../residents/index.ts';
import { type FinishMovingOutPorts, finishMovingOut } from './finish-moving-out.ts';
import { type Move, tenancyWithout } from './moving-out.ts';
import { type OfHouseInput, type OfHousePorts, takeHouse } from './of-house.ts';
import { foreignTenant } from './tenants.ts';

/** What somebody holds that moving out ends. */
export interface HoldingsOf {
  countHoldings(
    residents: readonly ResidentId[],
    nowMs: number,
  ): Promise<
    ReadonlyMap<
      ResidentId,
      { readonly phones: number; readonly cards: number; readonly proxies: number }
    >
  >;
}

export type MovingOutPorts = OfHousePorts &
  FinishMovingOutPorts & {
    readonly residents: Pick<ResidentStore, 'findResidents' | 'listHousehold'>;
    readonly holdings: HoldingsOf;
    readonly random: RandomBytes;
  };

const HOW = { action: 'moving_out.record', purpose: 'moving_out' } as const;
/** What is found out later than this is a matter for the record of who lived there. */
const LONGEST_AGO_DAYS = 366;

/** Who would move out, and what would end with them; nothing is changed. */
export async function previewMovingOut(
  ports: MovingOutPorts,
  { residents, ...input }: OfHouseInput & { readonly residents: readonly ResidentId[] },
): Promise<MovingOutPreview | Failure> {
  const taken = await takeHouse(ports, input, HOW);
  if (isFailure(taken)) return taken;
  const { houseId, now } = input;
  const household = await ports.residents.listHousehold(houseId);
  const stranger = foreignTenant(household, residents);
  if (stranger !== undefined) return fail('invalid_input', { field: 'residents' });
  const [people, holdings, tenancies, vehicles] = await Promise.all([
    ports.residents.findResidents(residents),
    ports.holdings.countHoldings(residents, now),
    ports.tenancies.listTenanciesOfHouse(houseId),
    ports.vehicles.listVehicles(houseId),
  ]);
  return {
    people: people.map(({ residentId, maskedName, tie }) => ({
      residentId,
      maskedName,
      tie,
      ...(holdings.get(residentId) ?? { phones: 0, cards: 0, proxies: 0 }),
    })),
    whole: household.every(({ residentId }) => residents.includes(residentId)),
    tenancies: tenancies
      .filter((one) => tenancyWithout(one, residents, shanghaiDay(now))?.state === 'ended')
      .map(({ tenancyId }) => tenancyId),
    plates: vehicles.map(({ plate }) => plate),
  };
}

const sameAs =
  (residents: readonly ResidentId[]) =>
  (move: Move): boolean =>
    move.residents.length === residents.length &&
    move.residents.every((resident) => residents.includes(resident));

/**
 * Records that people moved out, and ends what ends with it. What is recorded comes about, though
 * this is broken off: by asking again, or by the clock.
 */
export async function recordMovingOut(
  ports: MovingOutPorts,
  { request, ...input }: OfHouseInput & { readonly request: RecordMovingOutRequest },
): Promise<RecordedMovingOut | Failure> {
  const taken = await takeHouse(ports, input, HOW);
  if (isFailure(taken)) return taken;
  const { houseId, now } = input;
  const { residents, on, plates } = request;
  const open = (await ports.moves.listOpenMovesOfHouse(houseId)).find(sameAs(residents));
  if (open !== undefined) {
    await finishMovingOut(ports, open, taken.facts);
    return { moveId: open.moveId, state: 'done' };
  }
  const today = shanghaiDay(now);
  if (on > today || on < addDays(today, -LONGEST_AGO_DAYS)) {
    return fail('invalid_input', { field: 'on' });
  }
  const stranger = foreignTenant(await ports.residents.listHousehold(houseId), residents);
  if (stranger !== undefined) return fail('invalid_input', { field: 'residents' });
  const move: Move = {
    moveId: newMoveId(compoundNumberOf(houseId), ports.random(10)),
    houseId,
    residents,
    plates,
    on,
    state: 'recorded',
    version: 1,
    audit: taken.facts,
  };
  await ports.moves.recordMove(move);
  await finishMovingOut(ports, move, taken.facts);
  return { moveId: move.moveId, state: 'done' };
}
