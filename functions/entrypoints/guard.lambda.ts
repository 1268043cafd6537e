import { handle } from 'hono/aws-lambda';
import { createGuardApi } from '../guard-api.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const identity = adapters.identityOfEnvironment(table);
const serverSecret = adapters.secretOfEnvironment();
const issuer = adapters.issuerOfEnvironment();
const options = adapters.appOfEnvironment();

export const app = createGuardApi({ app: options, table, serverSecret, issuer, identity });
export const handler = handle(app);
