import { createCompoundStore } from '../compounds/index.ts';
import { createPassStore, createStatusListStore, retireExceptions } from '../passes/index.ts';
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
const ports = { passes: createPassStore(table), lists: createStatusListStore(table) };

/** Once a day: what the status lists no longer need to say, and who is not in the register yet. */
export async function handler(): Promise<void> {
  for (const compound of await compounds.listCompoundIds()) {
    await retireExceptions(ports, compound, systemClock());
    await fillRegister(register, compound, systemClock());
  }
}
