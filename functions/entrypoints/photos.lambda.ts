import { handle } from 'hono/aws-lambda';
import { createReadLog } from '../audit/index.ts';
import { createPlacesWithin } from '../compounds/index.ts';
import { createAccountStore } from '../identity/index.ts';
import { createPhotoStore } from '../photos/index.ts';
import { createPhotosApi } from '../photos-api.ts';
import { randomBytes as random } from '../platform/random.ts';
import { createRateLimits } from '../platform/rate-limit-dynamo.ts';
import { deriveKey } from '../platform/secrets.ts';
import { createDesk, seenByResident, seenByStaff } from '../requests/index.ts';
import { createResidentStore } from '../residents/index.ts';
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
const desk = {
  ...createDesk(table),
  accounts: identity.accounts,
  residents: createResidentStore(table),
};

export const app = createPhotosApi({
  app: { ...options, reads: createReadLog(table) },
  identity,
  photos: createPhotoStore(table),
  files,
  rates: createRateLimits(table, deriveKey(serverSecret, 'rate')),
  random,
  seenByResident: (asking) => seenByResident(desk, asking),
  seenByStaff: (asking) => seenByStaff(desk, asking),
});
export const handler = handle(app);
