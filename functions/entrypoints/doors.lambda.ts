import { handle } from 'hono/aws-lambda';
import { createPlacesWithin } from '../compounds/index.ts';
import { createDoors, doorKeyOf } from '../doors/index.ts';
import { createDoorsApi } from '../doors-api.ts';
import { createDeviceAccess } from '../gates/index.ts';
import { createAccountStore } from '../identity/index.ts';
import { deriveKey } from '../platform/secrets.ts';
import * as adapters from './adapters.ts';
import { doorMessagesOfEnvironment } from './door-messages.ts';

const table = adapters.tableOfEnvironment();
const [serverSecret, options] = await Promise.all([
  adapters.secretOfEnvironment(),
  adapters.appOfEnvironment(),
]);
/** Nobody signs in here: the sessions are the managers'. */
const identity = {
  accounts: createAccountStore(table),
  places: createPlacesWithin(table),
  keys: { session: deriveKey(serverSecret, 'session') },
};

export const app = createDoorsApi({
  app: options,
  identity,
  ...createDoors({ table, messages: doorMessagesOfEnvironment() }),
  access: createDeviceAccess(table),
  doorKey: doorKeyOf(serverSecret),
});
export const handler = handle(app);
