import { handle } from 'hono/aws-lambda';
import { createKeysApi } from '../keys-api.ts';
import * as adapters from './adapters.ts';

const issuers = adapters.issuersOf(adapters.signerOfEnvironment());

export const app = createKeysApi({ app: adapters.appOfEnvironment(), issuers });
export const handler = handle(app);
