import { handle } from 'hono/aws-lambda';
import { createReadLog } from '../audit/index.ts';
import { createPlacesWithin } from '../compounds/index.ts';
import { createAccountStore } from '../identity/index.ts';
import { createPhotoStore } from '../photos/index.ts';
import { createPhotosApi } from '../photos-api.ts';
import { fail } from '../platform/failure.ts';
import { randomBytes as random } from '../platform/random.ts';
import { createRateLimits } from '../platform/rate-limit-dynamo.ts';
import { deriveKey } from '../platform/secrets.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const [serverSecret, options, files] = await Promise.all([
  adapters.secretOfEnvironment(),
  adapters.appOfEnvironment(),
  adapters.photoFilesOfEnvironment(),
]);

/** Nobody signs in here: the sessions are the residents' and the managers'. */
const identity = {
  accounts: createAccountStore(table),
  places: createPlacesWithin(table),
  keys: { session: deriveKey(serverSecret, 'session') },
};
const seen = async () => fail('not_found');

export const app = createPhotosApi({
  app: { ...options, reads: createReadLog(table) },
  identity,
  photos: createPhotoStore(table),
  files,
  rates: createRateLimits(table, deriveKey(serverSecret, 'rate')),
  random,
  seenByResident: seen,
  seenByStaff: seen,
});
export const handler = handle(app);
