import { handle } from 'hono/aws-lambda';
import { createAlerts } from '../alerts/index.ts';
import { createAnnouncements } from '../announcements/index.ts';
import { createAuditDesk, createReadLog } from '../audit/index.ts';
import {
  createCompoundStore,
  createCompoundVersions,
  createLineages,
  createPlaceStore,
} from '../compounds/index.ts';
import { createDirectoryStore } from '../directory/index.ts';
import { createDuty } from '../duty/index.ts';
import {
  createDestructionStore,
  createEmergencyStore,
  createMeasureEffects,
} from '../emergencies/index.ts';
import {
  createEnrolmentCodeStore,
  createGateDays,
  createGateStore,
  createReplayPairStore,
  createSingleEntranceStore,
  createTouchedPeople,
  gateKeys,
  renameCompoundAtGates,
} from '../gates/index.ts';
import { createHealth } from '../health/index.ts';
import { createChangeStore } from '../health-changes/index.ts';
import {
  createMovingOutStore,
  createOccupancyStore,
  createTenancyStore,
  createVehicleStore,
} from '../houses/index.ts';
import { createContactNumbers } from '../identity/index.ts';
import { createManagerApi } from '../manager-api.ts';
import { createNotifications, createOutbox, createWeChatStore } from '../notifications/index.ts';
import { createSummaryStore } from '../overview/index.ts';
import { createPassStore, createStatusListStore } from '../passes/index.ts';
import { createPermissions } from '../permissions/index.ts';
import { randomBytes as random } from '../platform/random.ts';
import { createDesk } from '../requests/index.ts';
import {
  createHouseholdStores,
  createNumberQuestionStore,
  createResidentStore,
} from '../residents/index.ts';
import { createRosterStore } from '../roster/index.ts';
import { createTripStore } from '../trips/index.ts';
import { createCalling } from '../whistles/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const sealings = adapters.sealingsOfEnvironment();
const [identity, serverSecret, issuer, options, weChatAccounts] = await Promise.all([
  adapters.identityOfEnvironment(table),
  adapters.secretOfEnvironment(),
  adapters.issuerOfEnvironment(),
  adapters.appOfEnvironment(),
  adapters.weChatAccountsOfEnvironment(),
]);
const stores = {
  gates: createGateStore(table),
  codes: createEnrolmentCodeStore(table),
  pairs: createReplayPairStore(table),
  gateDays: createGateDays(table),
  passes: createPassStore(table),
  lists: createStatusListStore(table),
  versions: createCompoundVersions(table),
  residents: createResidentStore(table),
  imports: createRosterStore(table),
  ...createHouseholdStores(table),
  questions: createNumberQuestionStore(table),
  compounds: createCompoundStore(table),
  tenancies: createTenancyStore(table),
  vehicles: createVehicleStore(table),
  occupancy: createOccupancyStore(table),
  moves: createMovingOutStore(table),
  entrances: createSingleEntranceStore(table),
  summaries: createSummaryStore(table),
  duty: createDuty(table),
  board: createAnnouncements(table),
  lineages: createLineages(table),
  directories: createDirectoryStore(table),
  desk: createDesk(table),
  health: createHealth(table, sealings),
  alerts: createAlerts(table, sealings),
  changes: createChangeStore(table, sealings),
  calling: createCalling({ table, serverSecret }),
  people: createTouchedPeople(table),
  ends: {
    emergencies: createEmergencyStore(table),
    effects: createMeasureEffects(table),
    trips: createTripStore(table, sealings),
    destructions: createDestructionStore(table),
  },
  places: createPlaceStore(table, { renamings: renameCompoundAtGates(table) }),
  audit: createAuditDesk({ table, serverSecret }),
  notifications: createNotifications(table),
  weChat: createWeChatStore(table),
  outbox: createOutbox(table),
  permissions: createPermissions({ table, serverSecret }),
  emergencies: createEmergencyStore(table),
  effects: createMeasureEffects(table),
  trips: createTripStore(table, sealings),
  emergencyKeys: adapters.emergencyKeysOfEnvironment(),
};
const keys = gateKeys(serverSecret);
const contacts = createContactNumbers(table, identity.keys.contact);

export const app = createManagerApi({
  app: { ...options, reads: createReadLog(table) },
  identity,
  ...stores,
  weChatAccounts,
  contacts,
  keys,
  issuer,
  random,
});
export const handler = handle(app);
