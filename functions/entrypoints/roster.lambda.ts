import { handle } from 'hono/aws-lambda';
import { createCompoundStore } from '../compounds/index.ts';
import { randomBytes as random } from '../platform/random.ts';
import { deriveKey } from '../platform/secrets.ts';
import { createResidentStore } from '../residents/index.ts';
import { createRosterStore } from '../roster/index.ts';
import { createRosterApi } from '../roster-api.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const [identity, serverSecret, options] = await Promise.all([
  adapters.identityOfEnvironment(table),
  adapters.secretOfEnvironment(),
  adapters.appOfEnvironment(),
]);

export const app = createRosterApi({
  app: options,
  identity,
  rosters: createRosterStore(table),
  residents: createResidentStore(table),
  compounds: createCompoundStore(table),
  rosterKey: deriveKey(serverSecret, 'roster'),
  phoneKey: identity.keys.phone,
  random,
});
export const handler = handle(app);
