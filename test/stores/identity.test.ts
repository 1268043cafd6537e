import { afterAll, beforeAll } from 'vitest';
import { createCompoundStore } from '../../functions/compounds/index.ts';
import { createAccountStore } from '../../functions/identity/index.ts';
import { createSessionStore } from '../../functions/identity/session-store-dynamo.ts';
import { createSignInCodeStore } from '../../functions/identity/sign-in-code-store-dynamo.ts';
import { createRateLimits } from '../../functions/platform/rate-limit-dynamo.ts';
import { createDeskRowStore } from '../../functions/requests/index.ts';
import { createRequestStore } from '../../functions/requests/request-store-dynamo.ts';
import { createRegisterStore, createResidentStore } from '../../functions/residents/index.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { compoundStoreSuite } from './compound-store.ts';
import { rateLimitsSuite } from './rate-limits.ts';
import { registerStoreSuite } from './register-store.ts';
import { requestStoreSuite } from './request-store.ts';
import { residentStoreSuite } from './resident-store.ts';
import { sessionStoreSuite } from './session-store.ts';
import { signInCodeStoreSuite } from './sign-in-code-store.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

sessionStoreSuite(() => createSessionStore(engine.table));
signInCodeStoreSuite(() => createSignInCodeStore(engine.table));
rateLimitsSuite(() => createRateLimits(engine.table, new Uint8Array(32).fill(3)));
residentStoreSuite(() => ({
  residents: createResidentStore(engine.table),
  accounts: createAccountStore(engine.table),
  table: engine.table,
}));
registerStoreSuite(() => ({
  residents: createResidentStore(engine.table),
  register: createRegisterStore(engine.table),
  table: engine.table,
}));
requestStoreSuite(() => ({
  requests: createRequestStore(engine.table),
  rows: createDeskRowStore(engine.table),
}));
compoundStoreSuite(() => createCompoundStore(engine.table));
