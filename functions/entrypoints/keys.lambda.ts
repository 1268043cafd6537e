import { handle } from 'hono/aws-lambda';
import { createKeysApi } from '../keys-api.ts';
import * as adapters from './adapters.ts';

const [issuer, options] = await Promise.all([
  adapters.issuerOfEnvironment(),
  adapters.appOfEnvironment(),
]);

export const app = createKeysApi({ app: options, issuer });
export const handler = handle(app);
