import { DESK_ERRORS } from '../shared/desk/desk-errors.ts';
import { DESTRUCTION_ERRORS } from '../shared/emergency/destruction-errors.ts';
import { EMERGENCY_ERRORS } from '../shared/emergency/emergency-errors.ts';
import { HEALTH_ERRORS } from '../shared/emergency/health-errors.ts';
import { OFFICE_ERRORS } from '../shared/office-errors.ts';
import { PHOTO_ERRORS } from '../shared/photo-errors.ts';
import { type AlertPorts, mountAlertRoutes } from './alerts/index.ts';
import { type AnnouncementPorts, mountAnnouncementRoutes } from './announcements/index.ts';
import { type AuditDesk, mountAuditRoutes } from './audit/index.ts';
import {
  type CompoundStore,
  type Lineages,
  mountPlaceRoutes,
  type PlaceStore,
} from './compounds/index.ts';
import { type DirectoryStore, mountDirectoryRoutes } from './directory/index.ts';
import { type DutyPorts, mountDutyRoutes } from './duty/index.ts';
import {
  type EmergencyRoutesDeps,
  mountEmergencyRoutes,
  mountWitnessRoutes,
  type WitnessRoutesDeps,
} from './emergencies/index.ts';
import {
  type EnrolmentCodeStore,
  type GateDays,
  type GateKeys,
  type GateRuleRoutesDeps,
  type GateStore,
  mountGateDayRoutes,
  mountGateRuleRoutes,
  mountManagedGateRoutes,
  type ReplayPairStore,
} from './gates/index.ts';
import { type Health, mountHealthRoutes } from './health/index.ts';
import { type ChangeStore, mountHealthChangeRoutes } from './health-changes/index.ts';
import {
  createDepartures,
  createHoldings,
  type DeparturePorts,
  type HouseRoutesDeps,
  mountHouseRoutes,
} from './houses/index.ts';
import {
  accountOf,
  authenticateStaff,
  type ContactNumbers,
  type IdentityPorts,
  mountStaffSignIn,
} from './identity/index.ts';
import {
  mountStaffInboxRoutes,
  mountStaffWeChatRoutes,
  type StaffInboxRoutesDeps,
  type WeChatPorts,
} from './notifications/index.ts';
import { mountOverviewRoutes, type SummaryStore } from './overview/index.ts';
import {
  createPassWithdrawal,
  createTenancyPasses,
  type ManagedPassRoutesDeps,
  mountManagedPassRoutes,
} from './passes/index.ts';
import { mountPermissionRoutes, type PermissionRoutesDeps, whoMay } from './permissions/index.ts';
import type { StaffActor } from './platform/actor.ts';
import { type App, type AppOptions, newApp } from './platform/http.ts';
import {
  type DeskStores,
  mountDeskFigureRoutes,
  mountDeskRoutes,
  mountMatterRoutes,
} from './requests/index.ts';
import {
  type EntryMeansStore,
  mountEntryMeansRoutes,
  mountNumberQuestionRoutes,
  mountRegisterRoutes,
  type NumberQuestionRoutesDeps,
  type NumberQuestionStore,
  type RegisterRoutesDeps,
  type ResidentStore,
} from './residents/index.ts';
import { mountStatusChainRoutes } from './status-chains/index.ts';
import { mountTripGrantRoutes, type TripStore } from './trips/index.ts';
import { mountWhistleRoutes, type WhistleRoutesDeps } from './whistles/index.ts';

export type ManagerApiDeps = Omit<
  ManagedPassRoutesDeps &
    RegisterRoutesDeps &
    Omit<HouseRoutesDeps, 'passes' | 'departures' | 'holdings'>,
  'authenticate' | 'sessions' | 'accounts' | 'accountOf' | 'contacts' | 'withdrawal' | 'whoCares'
> & {
  readonly app?: AppOptions;
  readonly identity: IdentityPorts;
  readonly contacts: ContactNumbers;
  readonly residences: DeparturePorts['residences'];
  readonly means: EntryMeansStore;
  readonly gates: GateStore;
  readonly codes: EnrolmentCodeStore;
  readonly pairs: ReplayPairStore;
  readonly gateDays: GateDays;
  readonly questions: NumberQuestionStore;
  readonly residents: ManagedPassRoutesDeps['residents'] &
    NumberQuestionRoutesDeps['residents'] &
    HouseRoutesDeps['residents'] &
    RegisterRoutesDeps['residents'] &
    Pick<ResidentStore, 'listHousehold' | 'isLivedIn' | 'listResidents'>;
  readonly keys: GateKeys;
  readonly places: PlaceStore;
  readonly summaries: SummaryStore;
  readonly duty: DutyPorts;
  readonly entrances: GateRuleRoutesDeps['entrances'];
  readonly people: GateRuleRoutesDeps['people'];
  readonly compounds: CompoundStore;
  readonly audit: AuditDesk;
  readonly board: AnnouncementPorts;
  readonly lineages: Lineages;
  readonly directories: DirectoryStore;
  readonly notifications: Omit<StaffInboxRoutesDeps, 'authenticate'>;
  readonly weChat: WeChatPorts['weChat'];
  readonly weChatAccounts?: WeChatPorts['weChatAccounts'];
  readonly permissions: Omit<PermissionRoutesDeps, 'authenticate'>;
  readonly desk: DeskStores;
  readonly ends: Pick<WitnessRoutesDeps, 'emergencies' | 'destructions'>;
  readonly health: Health;
  readonly alerts: AlertPorts;
  readonly changes: ChangeStore;
  readonly calling: Pick<WhistleRoutesDeps, 'whistles' | 'linkKey'>;
  readonly emergencies: EmergencyRoutesDeps['emergencies'];
  readonly effects: EmergencyRoutesDeps['effects'];
  readonly trips: TripStore;
  readonly emergencyKeys: EmergencyRoutesDeps['emergencyKeys'];
};

/** What a property manager may ask. */
export function createManagerApi(deps: ManagerApiDeps): App {
  const app = newApp({
    ...deps.app,
    words: {
      ...OFFICE_ERRORS,
      ...DESK_ERRORS,
      ...PHOTO_ERRORS,
      ...EMERGENCY_ERRORS,
      ...HEALTH_ERRORS,
      ...DESTRUCTION_ERRORS,
    },
  });
  const authenticate = authenticateStaff(deps.identity, 'manager');
  mountStaffSignIn(app, deps.identity, 'manager');
  mountManagedGateRoutes(app, { ...deps, contacts: deps.gateDays.contacts, authenticate });
  mountGateDayRoutes(app, { ...deps.gateDays, gates: deps.gates, authenticate });
  mountGateRuleRoutes(app, { ...deps, authenticate });
  mountOverviewRoutes(app, { ...deps, authenticate });
  const nameOf = async ({ accountId, staffId }: StaffActor) =>
    (await deps.identity.accounts.findStaff(accountId, staffId))?.maskedName;
  mountDutyRoutes(app, { ...deps.duty, nameOf, authenticate });
  const { sessions, accounts } = deps.identity;
  mountManagedPassRoutes(app, { ...deps, sessions, accounts, authenticate });
  const { isLivedIn } = deps.residents;
  mountPlaceRoutes(app, { ...deps, isLivedIn, authenticate });
  mountNumberQuestionRoutes(app, { ...deps, authenticate });
  mountAnnouncementRoutes(app, { ...deps, ...deps.board, authenticate });
  const announcing = { announcements: deps.board.announcements, lineages: deps.lineages };
  mountEmergencyRoutes(app, { ...deps, announcing, authenticate });
  mountDirectoryRoutes(app, { directories: deps.directories, authenticate });
  mountAuditRoutes(app, { ...deps.audit, authenticate });
  mountStatusChainRoutes(app, {
    ...deps.health,
    chains: deps.audit.chains,
    destructions: deps.ends.destructions,
    changes: deps.changes,
    emergencies: deps.health.emergencies,
    authenticate,
  });
  mountWitnessRoutes(app, { ...deps, ...deps.ends, authenticate });
  mountStaffInboxRoutes(app, { ...deps.notifications, authenticate });
  mountStaffWeChatRoutes(app, { ...deps, rates: deps.identity.rates, authenticate });
  mountHealthRoutes(app, { ...deps, ...deps.health, authenticate });
  mountTripGrantRoutes(app, { ...deps, authenticate });
  mountAlertRoutes(app, { ...deps.alerts, authenticate });
  mountHealthChangeRoutes(app, {
    ...deps,
    ...deps.health,
    requests: deps.desk.requests,
    authenticate,
  });
  const holding = whoMay(deps.permissions);
  mountRegisterRoutes(app, {
    ...deps,
    accounts,
    accountOf: (phone) => accountOf(deps.identity.keys.phone, phone),
    contacts: deps.contacts,
    withdrawal: createPassWithdrawal(deps.passes),
    whoCares: (compoundId, nowMs) => holding('special_care.read', compoundId, nowMs),
    authenticate,
  });
  mountEntryMeansRoutes(app, { ...deps, meansKey: deps.identity.keys.means, authenticate });
  mountPermissionRoutes(app, { ...deps.permissions, authenticate });
  mountWhistleRoutes(app, { ...deps, ...deps.desk, ...deps.calling, nameOf, authenticate });
  const serviceDesk = { ...deps, ...deps.desk, nameOf, authenticate };
  mountDeskRoutes(app, serviceDesk);
  mountMatterRoutes(app, serviceDesk);
  mountDeskFigureRoutes(app, serviceDesk);
  const desk = { phoneKey: deps.identity.keys.phone, contacts: deps.contacts };
  const passes = createTenancyPasses(deps.passes);
  mountHouseRoutes(app, {
    ...deps,
    passes,
    departures: createDepartures({ ...deps, passes }),
    holdings: createHoldings({ passes, proxies: deps.proxies }),
    accounts: desk,
    authenticate,
  });
  return app;
}
