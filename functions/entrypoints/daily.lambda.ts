import { createCompoundStore } from '../compounds/index.ts';
import { advanceTenancies, createTenancyStore } from '../houses/index.ts';
import {
  createPassStore,
  createStatusListStore,
  createTenancyPasses,
  retireExceptions,
} from '../passes/index.ts';
import { systemClock } from '../platform/clock.ts';
import { createRegisterStore, createResidentStore, fillRegister } from '../residents/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const compounds = createCompoundStore(table);
const register = {
  residents: createResidentStore(table),
  register: createRegisterStore(table),
  compounds,
};
const passes = createPassStore(table);
const tenancies = {
  tenancies: createTenancyStore(table),
  residents: register.residents,
  passes: createTenancyPasses(passes),
  compounds,
};
const ports = { passes, lists: createStatusListStore(table) };

/**
 * Once a day: what the status lists no longer need to say, who is not in the register yet, and
 * whose tenancy is over since midnight. Nobody is told anything at this hour.
 */
export async function handler(): Promise<void> {
  for (const compound of await compounds.listCompoundIds()) {
    await retireExceptions(ports, compound, systemClock());
    await fillRegister(register, compound, systemClock());
    await advanceTenancies(tenancies, compound, systemClock());
  }
}
