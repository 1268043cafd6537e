import { handle } from 'hono/aws-lambda';
import { createGuardApi } from '../guard-api.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const [identity, serverSecret, issuer, options] = await Promise.all([
  adapters.identityOfEnvironment(table),
  adapters.secretOfEnvironment(),
  adapters.issuerOfEnvironment(),
  adapters.appOfEnvironment(),
]);

export const app = createGuardApi({ app: options, table, serverSecret, issuer, identity });
export const handler = handle(app);
