import { handle } from 'hono/aws-lambda';
import { createResidentApi } from '../resident-api.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const notice = adapters.noticeOfEnvironment();
const [identity, issuer, options] = await Promise.all([
  adapters.identityOfEnvironment(table),
  adapters.issuerOfEnvironment(),
  adapters.appOfEnvironment(),
]);

export const app = createResidentApi({ app: options, table, identity, issuer, notice });
export const handler = handle(app);
