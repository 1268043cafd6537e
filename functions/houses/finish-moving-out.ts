import type { CompoundId, ResidentId } from '../../shared/ids.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { type AuditFacts, systemFacts } from '../platform/audit.ts';
import { type Move, tenancyWithout } from './moving-out.ts';
import type { MovingOutStore } from './moving-out-store.ts';
import { dueAfter, type StoredTenancy } from './tenancy.ts';
import type { TenancyStore } from './tenancy-store.ts';
import type { VehicleStore } from './vehicle-store.ts';

/** What ends with somebody who moves out, wherever it is kept. Each is safe to repeat. */
export interface Departures {
  /**
   * Ends their registration, so that no pass is given any more; every number speaks for them no
   * more, their proxies end, and their passes and cards are withdrawn.
   */
  end(resident: ResidentId, on: string, audit: AuditFacts): Promise<void>;
}

export type FinishMovingOutPorts = {
  readonly moves: MovingOutStore;
  readonly tenancies: TenancyStore;
  readonly vehicles: VehicleStore;
  readonly departures: Departures;
};

/** Each try loses to somebody else's change of the same tenancy. */
const MOST_TRIES = 5;

/** Brings about what is recorded: people first, then plates and tenancies. Again, it does the rest. */
export async function finishMovingOut(
  ports: FinishMovingOutPorts,
  move: Move,
  audit: AuditFacts,
): Promise<void> {
  for (const resident of move.residents) await ports.departures.end(resident, move.on, audit);
  for (const plate of move.plates) await ports.vehicles.endVehicle(move.houseId, plate, audit);
  for (const tenancy of await ports.tenancies.listTenanciesOfHouse(move.houseId)) {
    await takeOutOf(ports, tenancy, { move, audit });
  }
  await ports.moves.noteDone(move, audit);
}

async function takeOutOf(
  { tenancies }: FinishMovingOutPorts,
  listed: StoredTenancy,
  { move, audit }: { readonly move: Move; readonly audit: AuditFacts },
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = await tenancies.findTenancy(listed.houseId, listed.tenancyId);
    const changed = before && tenancyWithout(before, move.residents, move.on);
    if (before === undefined || changed === undefined) return;
    const { due: _, endedOn: __, ...kept } = before;
    const { endedOn, ...rest } = changed;
    const next = { ...kept, ...rest, ...(endedOn === undefined ? {} : { endedOn }) };
    const due = dueAfter(next, shanghaiDay(audit.at));
    const outcome = await tenancies.changeTenancy(before, {
      ...next,
      ...(due === undefined ? {} : { due }),
      version: before.version + 1,
      audit,
    });
    if (outcome === 'recorded') return;
  }
  throw new Error('a tenancy that changes all the time');
}

/** Finishes what was broken off in a compound. Run by two at once it comes to the same. */
export async function finishMovesOut(
  ports: FinishMovingOutPorts,
  compound: CompoundId,
  now: number,
): Promise<void> {
  for (const move of await ports.moves.listOpenMoves(compound)) {
    await finishMovingOut(ports, move, systemFacts('moving_out.record', now));
  }
}
