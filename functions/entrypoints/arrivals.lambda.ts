import { handle } from 'hono/aws-lambda';
import { createArrivalsApi } from '../arrivals-api.ts';
import { createLineages } from '../compounds/index.ts';
import { createEmergencyStore } from '../emergencies/index.ts';
import { createAccountStore } from '../identity/index.ts';
import { createRateLimits } from '../platform/rate-limit-dynamo.ts';
import { deriveKey } from '../platform/secrets.ts';
import { createMeasures } from '../visitors/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const [serverSecret, issuer, options] = await Promise.all([
  adapters.secretOfEnvironment(),
  adapters.issuerOfEnvironment(),
  adapters.appOfEnvironment(),
]);

export const app = createArrivalsApi({
  app: options,
  table,
  serverSecret,
  identity: {
    accounts: createAccountStore(table),
    keys: { session: deriveKey(serverSecret, 'session') },
    rates: createRateLimits(table, deriveKey(serverSecret, 'rate')),
  },
  issuer,
  measures: createMeasures({
    emergencies: createEmergencyStore(table),
    lineages: createLineages(table),
  }),
});
export const handler = handle(app);
