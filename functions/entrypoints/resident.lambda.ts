import { handle } from 'hono/aws-lambda';
import { createCompoundStore } from '../compounds/index.ts';
import { createIdentity } from '../identity/index.ts';
import { createHolderStore, createPassStore, createStatusListStore } from '../passes/index.ts';
import { randomBytes } from '../platform/random.ts';
import { createResidentApi } from '../resident-api.ts';
import { createResidentStore } from '../residents/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const serverSecret = adapters.secretOfEnvironment();
const messages = adapters.messagesOfEnvironment(table);

export const app = createResidentApi({
  app: adapters.appOfEnvironment(),
  identity: createIdentity({ table, serverSecret, messages }),
  residents: createResidentStore(table),
  compounds: createCompoundStore(table),
  passes: createPassStore(table),
  lists: createStatusListStore(table),
  holders: createHolderStore(table),
  signer: adapters.signerOfEnvironment(),
  random: randomBytes,
  notice: adapters.noticeOfEnvironment(),
});
export const handler = handle(app);
