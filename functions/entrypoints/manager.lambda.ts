import { handle } from 'hono/aws-lambda';
import {
  createEnrolmentCodeStore,
  createGateDays,
  createGateStore,
  createReplayPairStore,
  gateKeys,
} from '../gates/index.ts';
import { createManagerApi } from '../manager-api.ts';
import { createPassStore } from '../passes/index.ts';
import { randomBytes as random } from '../platform/random.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const identity = adapters.identityOfEnvironment(table);
const stores = {
  gates: createGateStore(table),
  codes: createEnrolmentCodeStore(table),
  pairs: createReplayPairStore(table),
  gateDays: createGateDays(table),
};
const more = { passes: createPassStore(table), keys: gateKeys(adapters.secretOfEnvironment()) };
const options = adapters.appOfEnvironment();

export const app = createManagerApi({ app: options, identity, ...stores, ...more, random });
export const handler = handle(app);
