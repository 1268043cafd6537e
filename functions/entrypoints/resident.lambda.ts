import { handle } from 'hono/aws-lambda';
import { createDoors, createGateDoors } from '../doors/index.ts';
import { pushKeyOf } from '../messages/index.ts';
import { createResidentApi } from '../resident-api.ts';
import { createScanToOpen } from '../scan-to-open/index.ts';
import { createCalling } from '../whistles/index.ts';
import * as adapters from './adapters.ts';
import { doorMessagesOfEnvironment } from './door-messages.ts';

const table = adapters.tableOfEnvironment();
const notice = adapters.noticeOfEnvironment();
const [identity, serverSecret, issuer, options, weChatAccounts] = await Promise.all([
  adapters.identityOfEnvironment(table),
  adapters.secretOfEnvironment(),
  adapters.issuerOfEnvironment(),
  adapters.appOfEnvironment(),
  adapters.weChatAccountsOfEnvironment(),
]);

const { publicKey: pushKey } = pushKeyOf(serverSecret);
const doors = createGateDoors(createDoors({ table, messages: doorMessagesOfEnvironment() }));
const calling = createCalling({ table, serverSecret });

export const app = createResidentApi({
  app: options,
  table,
  identity,
  issuer,
  notice,
  calling,
  weChatAccounts,
  pushKey,
  scanToOpen: createScanToOpen({ table, serverSecret, issuer, doors }),
  sealings: adapters.sealingsOfEnvironment(),
});
export const handler = handle(app);
