import { createCompoundStore } from '../compounds/index.ts';
import {
  createDepartures,
  createMovingOutStore,
  createTenancyStore,
  createVehicleStore,
  finishMovesOut,
} from '../houses/index.ts';
import { createSealedNumbers } from '../identity/index.ts';
import { createSummaries, summariseCompound } from '../overview/index.ts';
import {
  createPassStore,
  createPassWithdrawal,
  createTenancyPasses,
  resumePasses,
} from '../passes/index.ts';
import { systemClock } from '../platform/clock.ts';
import {
  createHouseholdStores,
  createResidentStore,
  endDueResidences,
} from '../residents/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const compounds = createCompoundStore(table);
const passes = createPassStore(table);
const households = createHouseholdStores(table);
const residents = createResidentStore(table);
const { residences } = households;
const residencesToEnd = {
  ...households,
  residents,
  compounds,
  withdrawal: createPassWithdrawal(passes),
  contacts: createSealedNumbers(table),
};
const moves = {
  moves: createMovingOutStore(table),
  tenancies: createTenancyStore(table),
  vehicles: createVehicleStore(table),
  departures: createDepartures({
    residents,
    residences,
    passes: createTenancyPasses(passes),
    compounds,
  }),
};
const summaries = createSummaries(table);

/**
 * Every few minutes: the suspensions whose term is over, the residences whose end is due, what was
 * broken off of moving out, and each compound in numbers.
 */
export async function handler(): Promise<void> {
  for (const compound of await compounds.listCompoundIds()) {
    await resumePasses({ passes }, compound, systemClock());
    await endDueResidences(residencesToEnd, compound, systemClock());
    await finishMovesOut(moves, compound, systemClock());
    await summariseCompound(summaries, compound, systemClock());
  }
}
