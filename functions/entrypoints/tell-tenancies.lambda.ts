import { createCompoundStore } from '../compounds/index.ts';
import { advanceTenancies, createTenancyStore } from '../houses/index.ts';
import { createContactNumbers } from '../identity/index.ts';
import { createNoticeStore, createNotices } from '../notices/index.ts';
import { createPassStore, createTenancyPasses } from '../passes/index.ts';
import { systemClock } from '../platform/clock.ts';
import { stderrLog } from '../platform/log.ts';
import { createResidentStore } from '../residents/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const { keys, messages } = await adapters.identityOfEnvironment(table);
const contacts = createContactNumbers(table, keys.contact);
const compounds = createCompoundStore(table);
const store = createNoticeStore(table);
const ports = {
  tenancies: createTenancyStore(table),
  residents: createResidentStore(table),
  passes: createTenancyPasses(createPassStore(table)),
  compounds,
  notices: createNotices({ store, contacts, messages, log: stderrLog }),
};

/** Once a day, at an hour at which nobody is woken: who is to be told that a tenancy ends. */
export async function handler(): Promise<void> {
  for (const compound of await compounds.listCompoundIds()) {
    await advanceTenancies(ports, compound, systemClock());
  }
}
