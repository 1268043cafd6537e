import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAlerts } from '../../functions/alerts/index.ts';
import { createAnnouncements } from '../../functions/announcements/index.ts';
import { createArrivalsApi } from '../../functions/arrivals-api.ts';
import { createAuditDesk, createReadLog } from '../../functions/audit/index.ts';
import {
  createCompoundStore,
  createCompoundVersions,
  createLineages,
  createPlaceStore,
  readVersions,
} from '../../functions/compounds/index.ts';
import { createDirectoryStore } from '../../functions/directory/index.ts';
import { createDoors, createGateDoors, doorKeyOf } from '../../functions/doors/index.ts';
import { createDoorsApi } from '../../functions/doors-api.ts';
import { createDuty } from '../../functions/duty/index.ts';
import {
  createDestructionStore,
  createEmergencyStore,
  createFileEmergencyKeys,
  createMeasureEffects,
  createSealings,
} from '../../functions/emergencies/index.ts';
import {
  createDeviceAccess,
  createEnrolmentCodeStore,
  createGateDays,
  createGateStore,
  createReplayPairStore,
  createSingleEntranceStore,
  createTouchedPeople,
  gateKeys,
  renameCompoundAtGates,
} from '../../functions/gates/index.ts';
import { createGuardApi } from '../../functions/guard-api.ts';
import { createHealth, createToldNotes } from '../../functions/health/index.ts';
import { createChangeStore } from '../../functions/health-changes/index.ts';
import {
  createMovingOutStore,
  createOccupancyStore,
  createTenancyStore,
  createVehicleStore,
} from '../../functions/houses/index.ts';
import { createContactNumbers, createIdentity } from '../../functions/identity/index.ts';
import { createKeysApi } from '../../functions/keys-api.ts';
import { createManagerApi } from '../../functions/manager-api.ts';
import { pushKeyOf } from '../../functions/messages/index.ts';
import { createLocalWeChatAccounts } from '../../functions/messages/wechat-accounts-local.ts';
import {
  createNotifications,
  createOutbox,
  createWeChatStore,
} from '../../functions/notifications/index.ts';
import { createSummaryStore } from '../../functions/overview/index.ts';
import {
  createCardNumberStore,
  createGateAsks,
  createHolderStore,
  createPassStore,
  createStatusListStore,
} from '../../functions/passes/index.ts';
import { createPermissions } from '../../functions/permissions/index.ts';
import { createPhotoStore } from '../../functions/photos/index.ts';
import { createDiskPhotoFiles } from '../../functions/photos/photo-files-disk.ts';
import { createPhotosApi } from '../../functions/photos-api.ts';
import { type App, routesOf } from '../../functions/platform/http.ts';
import { createJsonLog } from '../../functions/platform/log.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { deriveKey } from '../../functions/platform/secrets.ts';
import type { Table } from '../../functions/platform/table.ts';
import { createDesk, seenByResident, seenByStaff } from '../../functions/requests/index.ts';
import { createResidentApi } from '../../functions/resident-api.ts';
import {
  createHouseholdStores,
  createNumberQuestionStore,
  createResidentStore,
} from '../../functions/residents/index.ts';
import { createRosterStore } from '../../functions/roster/index.ts';
import { createRosterApi } from '../../functions/roster-api.ts';
import { createScanToOpen, type GateDoors } from '../../functions/scan-to-open/index.ts';
import { createTripStore } from '../../functions/trips/index.ts';
import { createCalling } from '../../functions/whistles/index.ts';
import { type CompoundId, compoundOf, type GateId, type ResidentId } from '../../shared/ids.ts';
import { PURPOSE_HEADER } from '../../shared/messages/endpoint.ts';
import {
  Enrolment,
  EnrolmentCode,
  RecordScansAnswer,
  type ScanBatch,
  Shift,
} from '../../shared/messages/gates.ts';
import { IssuedPass } from '../../shared/messages/passes.ts';
import { doorLine } from './door-line.ts';
import type { FixedClock } from './fixed-clock.ts';
import { type GatePhone, newGatePhone } from './gate-phone.ts';
import { issuerWith, signerOf } from './issuer.ts';
import { newKeyPair } from './key-pair.ts';
import { notificationDeliveries } from './notification-deliveries.ts';
import { createPhones } from './phones.ts';
import { newResidentPhone, type ResidentPhone } from './resident-phone.ts';
import { sessionCookies } from './session-cookies.ts';
import { streamDeliveries } from './stream-deliveries.ts';
import { PHONES, SERVER_SECRET } from './street.ts';

export type Answered = {
  readonly status: number;
  readonly body: unknown;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
  /** The stable code of a refusal. */
  readonly code: string | undefined;
  readonly field: string | undefined;
};
export type AppName =
  | 'resident'
  | 'guard'
  | 'manager'
  | 'roster'
  | 'photos'
  | 'doors'
  | 'arrivals'
  | 'keys';
export type Call = {
  readonly body?: unknown;
  /** Sent as it stands, whatever it is. */
  readonly rawBody?: string | Uint8Array<ArrayBuffer>;
  readonly cookie?: string;
  readonly device?: GatePhone;
  /** By the device's own clock; otherwise the server's. */
  readonly signedAt?: number;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Gatehouse = Awaited<ReturnType<typeof openGatehouse>>;

/** Another way to the apps than to call them in this process. */
export type Through = {
  /** Where the pages are, from which a call comes. */
  readonly origin: string;
  send(app: AppName, path: string, init: RequestInit & { headers: Headers }): Promise<Response>;
};

/** Every app on one table, with everybody's keys and the clock in the test's hand. */
export async function openGatehouse(
  table: Table,
  clock: FixedClock,
  issuer = newKeyPair(),
  through?: Through,
  doors?: GateDoors,
) {
  const lines: string[] = [];
  const options = { clock, log: createJsonLog((line) => lines.push(line)) };
  const phones = createPhones();
  const identity = createIdentity({
    table,
    serverSecret: SERVER_SECRET,
    messages: phones,
  });
  const contacts = createContactNumbers(table, identity.keys.contact);
  const keyring = issuerWith(signerOf(issuer));
  const stores = {
    passes: createPassStore(table),
    lists: createStatusListStore(table),
    holders: createHolderStore(table),
    cards: createCardNumberStore(table),
    gates: createGateStore(table),
    pairs: createReplayPairStore(table),
    residents: createResidentStore(table),
    ...createHouseholdStores(table),
    questions: createNumberQuestionStore(table),
    photos: createPhotoStore(table),
    rosters: createRosterStore(table),
    imports: createRosterStore(table),
    sessions: identity.sessions,
    gateDays: createGateDays(table),
    versions: createCompoundVersions(table),
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
    calling: createCalling({ table, serverSecret: SERVER_SECRET }),
    outbox: createOutbox(table),
    weChat: createWeChatStore(table),
    emergencies: createEmergencyStore(table),
    effects: createMeasureEffects(table),
    gateAsks: createGateAsks(table),
    people: createTouchedPeople(table),
    told: createToldNotes(table),
    ends: {
      emergencies: createEmergencyStore(table),
      destructions: createDestructionStore(table),
    },
    places: createPlaceStore(table, { renamings: renameCompoundAtGates(table) }),
    permissions: createPermissions({ table, serverSecret: SERVER_SECRET }),
  };
  const line = doorLine();
  const doorPorts = {
    ...createDoors({ table, messages: line }),
    doorKey: doorKeyOf(SERVER_SECRET),
    log: options.log,
  };
  const weChatAccounts = createLocalWeChatAccounts('http://localhost');
  const keysFolder = mkdtempSync(join(tmpdir(), 'xq-emergencies-'));
  const emergencyKeys = createFileEmergencyKeys(keysFolder);
  const sealings = createSealings(emergencyKeys, clock);
  const photoFiles = createDiskPhotoFiles({
    folder: mkdtempSync(join(tmpdir(), 'xq-photos-')),
    origin: 'http://127.0.0.1:5200',
    key: deriveKey(SERVER_SECRET, 'photo'),
  });
  const seenIn = { ...stores.desk, accounts: identity.accounts, residents: stores.residents };
  /** Set by a test that has an emergency in mind. */
  const measures = { noVisitors: false, holdsNow: async () => measures.noVisitors };
  const apps: Record<AppName, App> = {
    resident: createResidentApi({
      app: options,
      table,
      identity,
      issuer: keyring,
      notice: { operator: '物业', contact: '0571' },
      calling: stores.calling,
      weChatAccounts,
      pushKey: pushKeyOf(SERVER_SECRET).publicKey,
      sealings,
      scanToOpen: createScanToOpen({
        table,
        serverSecret: SERVER_SECRET,
        issuer: keyring,
        doors: doors ?? createGateDoors(doorPorts),
      }),
    }),
    guard: createGuardApi({
      app: options,
      identity,
      table,
      serverSecret: SERVER_SECRET,
      issuer: keyring,
    }),
    manager: createManagerApi({
      ...stores,
      health: createHealth(table, sealings),
      alerts: createAlerts(table, sealings),
      changes: createChangeStore(table, sealings),
      trips: createTripStore(table, sealings),
      app: { ...options, reads: createReadLog(table) },
      audit: createAuditDesk({ table, serverSecret: SERVER_SECRET }),
      notifications: createNotifications(table),
      weChatAccounts,
      issuer: keyring,
      identity,
      codes: createEnrolmentCodeStore(table),
      keys: gateKeys(SERVER_SECRET),
      contacts,
      emergencyKeys,
      random: randomBytes,
    }),
    roster: createRosterApi({
      app: { ...options, reads: createReadLog(table) },
      identity,
      rosters: stores.rosters,
      residents: stores.residents,
      compounds: stores.compounds,
      places: stores.places,
      rosterKey: deriveKey(SERVER_SECRET, 'roster'),
      phoneKey: identity.keys.phone,
      random: randomBytes,
    }),
    photos: createPhotosApi({
      app: { ...options, reads: createReadLog(table) },
      identity,
      photos: stores.photos,
      files: photoFiles,
      rates: identity.rates,
      random: randomBytes,
      seenByResident: (asking) => seenByResident(seenIn, asking),
      seenByStaff: (asking) => seenByStaff(seenIn, asking),
    }),
    doors: createDoorsApi({
      app: options,
      identity,
      ...doorPorts,
      access: createDeviceAccess(table),
    }),
    arrivals: createArrivalsApi({
      app: options,
      table,
      serverSecret: SERVER_SECRET,
      identity,
      issuer: keyring,
      measures,
    }),
    keys: createKeysApi({ app: options, issuer: keyring }),
  };

  /** As our pages do: what is read is read for what it usually is. */
  function purposeFor(app: AppName, method: string, path: string): Record<string, string> {
    const isAsked = (route: { method: string; path: string }) =>
      route.method === method &&
      new RegExp(`^${route.path.replace(/:[A-Za-z]+/g, '[^/]+')}$`).test(path);
    const reads = routesOf(apps[app]).find(isAsked)?.reads;
    return reads === undefined ? {} : { [PURPOSE_HEADER]: reads.purpose };
  }

  async function call(
    app: AppName,
    method: string,
    path: string,
    { body, rawBody, cookie, device, signedAt, headers: extra }: Call = {},
  ): Promise<Answered> {
    const sent = rawBody ?? (body === undefined ? '' : JSON.stringify(body));
    const origin = through?.origin ?? 'http://localhost';
    const headers = new Headers({
      origin,
      host: 'localhost',
      ...purposeFor(app, method, path),
      ...extra,
    });
    if (cookie !== undefined) headers.set('cookie', cookie);
    if (device !== undefined) {
      const request = { method, path, body: typeof sent === 'string' ? sent : '' };
      headers.set('authorization', device.authorize(request, signedAt ?? clock()));
    }
    const init = sent === '' ? {} : { body: sent };
    const request = { method, headers, ...init };
    const answer = await (through?.send(app, path, request) ?? apps[app].request(path, request));
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const isJson = answer.headers.get('content-type') === 'application/json';
    const parsed = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
    return {
      status: answer.status,
      body: parsed,
      bytes,
      headers: answer.headers,
      code: parsed?.error?.code,
      field: parsed?.error?.field,
    };
  }

  const cookies = sessionCookies(identity, clock);

  /** Asks for this phone's pass and keeps it. */
  async function givePass(phone: ResidentPhone): Promise<IssuedPass> {
    const cookie = await cookies.residentCookie(
      PHONES.father,
      [phone.residentId],
      undefined,
      phone.sessionId,
    );
    const path = `/api/v1/resident/residents/${phone.residentId}/pass`;
    const answer = await call('resident', 'PUT', path, { cookie, body: phone.passRequest() });
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.code} ${lines.at(-1)}`);
    const pass = IssuedPass.parse(answer.body);
    phone.keep(pass);
    return pass;
  }
  async function phoneOf(residentId: ResidentId): Promise<ResidentPhone> {
    const phone = newResidentPhone(residentId);
    await givePass(phone);
    return phone;
  }

  async function enrolmentCode(gateId: GateId): Promise<string> {
    const cookie = await cookies.staffCookie('property_manager', { node: compoundOf(gateId) });
    const path = `/api/v1/manager/gates/${gateId}/enrolment-codes`;
    const { body } = await call('manager', 'POST', path, { cookie });
    return EnrolmentCode.parse(body).code;
  }
  async function deviceAt(gateId: GateId): Promise<GatePhone> {
    const device = newGatePhone();
    const code = await enrolmentCode(gateId);
    const { body } = await call('guard', 'POST', '/api/v1/guard/enrolments', {
      body: device.enrolmentRequest(code),
    });
    device.keep(Enrolment.parse(body));
    return device;
  }
  async function startShift(device: GatePhone): Promise<Shift> {
    const { body } = await call('guard', 'POST', `/api/v1/gates/${device.gateId}/shifts`, {
      device,
      body: {},
      cookie: await cookies.staffCookie('guard', { node: compoundOf(device.gateId) }),
    });
    return Shift.parse(body);
  }
  async function upload(device: GatePhone, batches: readonly ScanBatch[]): Promise<Answered> {
    const path = `/api/v1/gates/${device.gateId}/scans`;
    return call('guard', 'POST', path, { device, body: { batches } });
  }

  return {
    apps,
    clock,
    issuer,
    keyring,
    lines,
    phones,
    contacts,
    stores,
    photoFiles,
    emergencyKeys,
    sealings,
    /** What takes it to open doors and to take what they say, and the way to them. */
    doorPorts,
    line,
    /** Where the keys of emergencies lie. */
    keysFolder,
    measures,
    table,
    call,
    ...cookies,
    ...streamDeliveries(table, clock),
    ...notificationDeliveries({ table, clock, phones, contacts, log: options.log }),
    givePass,
    phoneOf,
    enrolmentCode,
    deviceAt,
    startShift,
    upload,
    versions: (compound: CompoundId) => readVersions(table, compound),
    /** An upload that is taken. */
    record: async (device: GatePhone, batches: readonly ScanBatch[]) =>
      RecordScansAnswer.parse((await upload(device, batches)).body).batches,
  };
}
