import { handle } from 'hono/aws-lambda';
import { createKeysApi } from '../keys-api.ts';
import * as adapters from './adapters.ts';

const issuer = adapters.issuerOfEnvironment();

export const app = createKeysApi({ app: adapters.appOfEnvironment(), issuer });
export const handler = handle(app);
