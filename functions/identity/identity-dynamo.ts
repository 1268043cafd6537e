import { createPlacesWithin } from '../compounds/index.ts';
import type { Messages, SignInMessage } from '../messages/index.ts';
import { type RandomBytes, randomBytes } from '../platform/random.ts';
import { createRateLimits } from '../platform/rate-limit-dynamo.ts';
import { deriveKey } from '../platform/secrets.ts';
import type { Table } from '../platform/table.ts';
import { createAccountStore } from './account-store-dynamo.ts';
import { type IdentityPorts, identityKeys } from './identity.ts';
import { createSessionStore } from './session-store-dynamo.ts';
import { createSignInCodeStore } from './sign-in-code-store-dynamo.ts';

/** Identity on the table: what the entry points hand to the routes. */
export function createIdentity(deps: {
  readonly table: Table;
  readonly serverSecret: Uint8Array;
  readonly messages: Messages<SignInMessage>;
  readonly random?: RandomBytes;
}): IdentityPorts {
  const { table, serverSecret, messages, random = randomBytes } = deps;
  return {
    accounts: createAccountStore(table),
    places: createPlacesWithin(table),
    codes: createSignInCodeStore(table),
    sessions: createSessionStore(table),
    rates: createRateLimits(table, deriveKey(serverSecret, 'rate')),
    messages,
    random,
    keys: identityKeys(serverSecret),
  };
}
