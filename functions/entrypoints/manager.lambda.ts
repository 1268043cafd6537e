import { handle } from 'hono/aws-lambda';
import { createEnrolmentCodeStore, createGateStore, gateKeys } from '../gates/index.ts';
import { createIdentity } from '../identity/index.ts';
import { createManagerApi } from '../manager-api.ts';
import { createPassStore } from '../passes/index.ts';
import { randomBytes } from '../platform/random.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const serverSecret = adapters.secretOfEnvironment();
const messages = adapters.messagesOfEnvironment(table);

export const app = createManagerApi({
  app: adapters.appOfEnvironment(),
  identity: createIdentity({ table, serverSecret, messages }),
  gates: createGateStore(table),
  codes: createEnrolmentCodeStore(table),
  passes: createPassStore(table),
  keys: gateKeys(serverSecret),
  random: randomBytes,
});
export const handler = handle(app);
