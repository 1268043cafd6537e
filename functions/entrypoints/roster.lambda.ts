import { handle } from 'hono/aws-lambda';
import { createReadLog } from '../audit/index.ts';
import { createCompoundStore, createPlaceStore, createPlacesWithin } from '../compounds/index.ts';
import { createAccountStore } from '../identity/index.ts';
import { randomBytes as random } from '../platform/random.ts';
import { deriveKey } from '../platform/secrets.ts';
import { createResidentStore } from '../residents/index.ts';
import { createRosterStore } from '../roster/index.ts';
import { createRosterApi } from '../roster-api.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const [serverSecret, options] = await Promise.all([
  adapters.secretOfEnvironment(),
  adapters.appOfEnvironment(),
]);

/** Nobody signs in here: the session is the manager's. */
const identity = {
  accounts: createAccountStore(table),
  places: createPlacesWithin(table),
  keys: { session: deriveKey(serverSecret, 'session') },
};

export const app = createRosterApi({
  app: { ...options, reads: createReadLog(table) },
  identity,
  rosters: createRosterStore(table),
  residents: createResidentStore(table),
  compounds: createCompoundStore(table),
  places: createPlaceStore(table),
  rosterKey: deriveKey(serverSecret, 'roster'),
  phoneKey: deriveKey(serverSecret, 'phone'),
  random,
});
export const handler = handle(app);
