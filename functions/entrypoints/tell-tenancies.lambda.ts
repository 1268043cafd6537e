import { createCompoundStore } from '../compounds/index.ts';
import { advanceTenancies, createTenancyStore } from '../houses/index.ts';
import { createOutbox } from '../notifications/index.ts';
import { createPassStore, createTenancyPasses } from '../passes/index.ts';
import { systemClock } from '../platform/clock.ts';
import { createResidentStore } from '../residents/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const compounds = createCompoundStore(table);
const ports = {
  tenancies: createTenancyStore(table),
  residents: createResidentStore(table),
  passes: createTenancyPasses(createPassStore(table)),
  compounds,
  telling: { outbox: createOutbox(table) },
};

/** Once a day, at an hour at which nobody is woken: who is to be told that a tenancy ends. */
export async function handler(): Promise<void> {
  for (const compound of await compounds.listCompoundIds()) {
    await advanceTenancies(ports, compound, systemClock());
  }
}
