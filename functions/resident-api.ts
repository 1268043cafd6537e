import { ARRIVAL_ERRORS } from '../shared/arrivals/arrival-errors.ts';
import { DESK_ERRORS } from '../shared/desk/desk-errors.ts';
import { EMERGENCY_ERRORS } from '../shared/emergency/emergency-errors.ts';
import { HEALTH_ERRORS } from '../shared/emergency/health-errors.ts';
import type { HouseId } from '../shared/ids.ts';
import type { Notice } from '../shared/messages/sign-in.ts';
import { PHOTO_ERRORS } from '../shared/photo-errors.ts';
import { createAnnouncements, mountOwnAnnouncementRoutes } from './announcements/index.ts';
import { createCompoundStore, createCompoundVersions, createLineages } from './compounds/index.ts';
import { createDirectoryStore, mountOwnDirectoryRoutes } from './directory/index.ts';
import {
  actingAt,
  createDestructionStore,
  createEmergencyStore,
  mountCertificateRoutes,
  type Sealings,
} from './emergencies/index.ts';
import { authenticateEnrolledDevice, createGateDirectory, createGateStore } from './gates/index.ts';
import { createHealth, mountHealthFeedRoutes, mountOwnHealthRoutes } from './health/index.ts';
import { createChangeStore, mountOwnHealthChangeRoutes } from './health-changes/index.ts';
import { createTenancyStore, createVehicleStore, mountOwnHouseRoutes } from './houses/index.ts';
import {
  accountOf,
  authenticateResident,
  createContactNumbers,
  type IdentityPorts,
  mountResidentSignIn,
} from './identity/index.ts';
import {
  createNotifications,
  createOutbox,
  createWeChatStore,
  mountInboxRoutes,
  mountWeChatRoutes,
  type WeChatPorts,
} from './notifications/index.ts';
import { mountOperatorRoutes } from './operator/index.ts';
import {
  createPassStore,
  createPassWithdrawal,
  createStatusListStore,
  mountPassRoutes,
} from './passes/index.ts';
import { type App, type AppOptions, newApp } from './platform/http.ts';
import { type RandomBytes, randomBytes } from './platform/random.ts';
import type { Issuer } from './platform/signer.ts';
import type { Table } from './platform/table.ts';
import {
  createDesk,
  mountOwnMatterRoutes,
  mountOwnRequestRoutes,
  mountScoreboardRoutes,
} from './requests/index.ts';
import {
  createHouseholdStores,
  createNumberQuestionStore,
  createResidentStore,
  mountHouseholdRoutes,
  mountOwnEntryMeansRoutes,
  mountResidentRoutes,
  readHousehold,
} from './residents/index.ts';
import { mountScanToOpenRoutes, type ScanToOpenRoutesDeps } from './scan-to-open/index.ts';
import { createTripStore, mountOwnTripRoutes, mountTripCountRoutes } from './trips/index.ts';
import { mountWhistleLinkRoutes, type WhistleLinkDeps } from './whistles/index.ts';

export type ResidentApiDeps = {
  readonly app?: AppOptions;
  readonly table: Table;
  readonly identity: IdentityPorts;
  readonly issuer: Issuer;
  readonly notice: Notice;
  readonly calling: Pick<WhistleLinkDeps, 'whistles' | 'linkKey'>;
  readonly weChatAccounts?: WeChatPorts['weChatAccounts'];
  /** The public half of the deployment's key for push services. */
  readonly pushKey: string;
  readonly scanToOpen: Omit<ScanToOpenRoutesDeps, 'authenticate' | 'keys'>;
  /** Opens what is kept under the key of an emergency. */
  readonly sealings: Sealings;
  readonly random?: RandomBytes;
};

/** What a resident's phone may ask. */
export function createResidentApi(deps: ResidentApiDeps): App {
  const { table, identity, issuer, notice, random = randomBytes } = deps;
  const residents = createResidentStore(table);
  const questions = createNumberQuestionStore(table);
  const compounds = createCompoundStore(table);
  const passes = createPassStore(table);
  const lists = createStatusListStore(table);
  const versions = createCompoundVersions(table);

  const app = newApp({
    ...deps.app,
    words: {
      ...DESK_ERRORS,
      ...PHOTO_ERRORS,
      ...EMERGENCY_ERRORS,
      ...HEALTH_ERRORS,
      ...ARRIVAL_ERRORS,
    },
  });
  const authenticate = authenticateResident(identity.keys);
  mountOperatorRoutes(app, notice);
  mountWhistleLinkRoutes(app, { ...deps.calling, rates: identity.rates });
  const acting = { emergencies: createEmergencyStore(table), lineages: createLineages(table) };
  const household = {
    residents,
    compounds,
    questions,
    acting: (houseId: HouseId, now: number) => actingAt(acting, houseId, now),
  };
  mountResidentSignIn(
    app,
    identity,
    ({ residentIds, waitingIds = [] }) =>
      readHousehold(household, { actor: { residentIds, waitingIds } }),
    questions,
  );
  mountResidentRoutes(app, { ...household, authenticate });
  mountPassRoutes(app, {
    passes,
    lists,
    versions,
    residents,
    issuer,
    random,
    sessions: identity.sessions,
    accounts: identity.accounts,
    authenticate,
  });
  const householdStores = createHouseholdStores(table);
  const contacts = createContactNumbers(table, identity.keys.contact);
  mountHouseholdRoutes(app, {
    ...householdStores,
    ...identity,
    identity,
    residents,
    compounds,
    accountOf: (phone) => accountOf(identity.keys.phone, phone),
    withdrawal: createPassWithdrawal(passes),
    contacts,
    outbox: createOutbox(table),
    random,
    authenticate,
  });
  mountOwnEntryMeansRoutes(app, {
    ...householdStores,
    residents,
    accounts: identity.accounts,
    meansKey: identity.keys.means,
    authenticate,
  });
  const notifications = createNotifications(table);
  mountWeChatRoutes(app, {
    weChat: createWeChatStore(table),
    weChatAccounts: deps.weChatAccounts,
    rates: identity.rates,
    random,
    authenticate,
  });
  mountInboxRoutes(app, { ...notifications, pushKey: deps.pushKey, authenticate });
  mountOwnHouseRoutes(app, {
    tenancies: createTenancyStore(table),
    vehicles: createVehicleStore(table),
    inboxes: notifications.inboxes,
    residents,
    compounds,
    authenticate,
  });
  mountOwnAnnouncementRoutes(app, {
    ...createAnnouncements(table),
    residents,
    compounds,
    authenticate,
  });
  mountOwnDirectoryRoutes(app, {
    directories: createDirectoryStore(table),
    compounds,
    authenticate,
  });
  const desk = {
    ...createDesk(table),
    residents,
    compounds,
    care: householdStores.care,
    accounts: identity.accounts,
    rates: identity.rates,
    authenticate,
  };
  mountOwnRequestRoutes(app, desk);
  mountOwnMatterRoutes(app, desk);
  mountScoreboardRoutes(app, desk);
  mountCertificateRoutes(app, {
    destructions: createDestructionStore(table),
    lineages: createLineages(table),
  });
  mountScanToOpenRoutes(app, { ...deps.scanToOpen, keys: identity.keys, authenticate });
  const health = createHealth(table, deps.sealings);
  mountHealthFeedRoutes(app, { ...health, rates: identity.rates });
  const ownHealth = {
    ...health,
    residents,
    compounds,
    lineages: createLineages(table),
    accounts: identity.accounts,
    authenticate,
  };
  mountOwnHealthRoutes(app, ownHealth);
  const trips = createTripStore(table, deps.sealings);
  mountOwnTripRoutes(app, { ...ownHealth, trips });
  // Not by the function of the gates, which opens no key of an emergency.
  mountTripCountRoutes(app, {
    ...ownHealth,
    passes,
    trips,
    authenticate: authenticateEnrolledDevice(createGateDirectory(createGateStore(table), versions)),
  });
  mountOwnHealthChangeRoutes(app, {
    ...ownHealth,
    changes: createChangeStore(table, deps.sealings),
  });
  return app;
}
