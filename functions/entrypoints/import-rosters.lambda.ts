import { createCompoundStore, createPlaceStore } from '../compounds/index.ts';
import { createContactNumbers } from '../identity/index.ts';
import { createPassStore, withdrawPassesOf } from '../passes/index.ts';
import { systemClock as clock } from '../platform/clock.ts';
import { newRequestId } from '../platform/request-id.ts';
import { deriveKey } from '../platform/secrets.ts';
import { createImportedResidents, createResidentStore } from '../residents/index.ts';
import { createRosterStore, RUN_MS, workOnImports } from '../roster/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const compounds = createCompoundStore(table);
const passes = createPassStore(table);
const serverSecret = await adapters.secretOfEnvironment();
const contacts = createContactNumbers(table, deriveKey(serverSecret, 'contact'));
const ports = {
  rosters: createRosterStore(table),
  residents: createResidentStore(table),
  imported: createImportedResidents(table),
  compounds,
  places: createPlaceStore(table),
  withdrawPasses: withdrawPassesOf.bind(undefined, { passes }),
  keepNumber: contacts.keep,
  rosterKey: deriveKey(serverSecret, 'roster'),
};

/** Every minute: goes on with the rosters that are confirmed or being withdrawn. */
export async function handler(): Promise<void> {
  const run = { id: newRequestId(), clock, endsAt: clock() + RUN_MS };
  await workOnImports(ports, await compounds.listCompoundIds(), run);
}
