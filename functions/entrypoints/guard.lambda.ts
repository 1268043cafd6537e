import { handle } from 'hono/aws-lambda';
import { createGuardApi } from '../guard-api.ts';
import { createIdentity } from '../identity/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const serverSecret = adapters.secretOfEnvironment();
const messages = adapters.messagesOfEnvironment(table);
const signer = adapters.signerOfEnvironment();
const identity = createIdentity({ table, serverSecret, messages });
const issuers = adapters.issuersOf(signer);
const options = adapters.appOfEnvironment();

export const app = createGuardApi({ app: options, table, serverSecret, signer, issuers, identity });
export const handler = handle(app);
