import { handle } from 'hono/aws-lambda';
import { createResidentApi } from '../resident-api.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const identity = adapters.identityOfEnvironment(table);
const issuer = adapters.issuerOfEnvironment();
const notice = adapters.noticeOfEnvironment();
const options = adapters.appOfEnvironment();

export const app = createResidentApi({ app: options, table, identity, issuer, notice });
export const handler = handle(app);
