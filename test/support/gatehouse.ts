import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import {
  createCompoundStore,
  createCompoundVersions,
  readVersions,
} from '../../functions/compounds/index.ts';
import {
  createEnrolmentCodeStore,
  createGateDayStore,
  createGateDays,
  createGateStore,
  createReplayPairStore,
  gateKeys,
  newGate,
  noteServerDecisions,
  reportReplayPairs,
} from '../../functions/gates/index.ts';
import { createGuardApi } from '../../functions/guard-api.ts';
import { createIdentity } from '../../functions/identity/index.ts';
import { writeSessionToken } from '../../functions/identity/session-token.ts';
import { createKeysApi } from '../../functions/keys-api.ts';
import { createManagerApi } from '../../functions/manager-api.ts';
import {
  createCardNumberStore,
  createHolderStore,
  createPassStore,
  createStatusListStore,
  projectHolders,
} from '../../functions/passes/index.ts';
import type { App } from '../../functions/platform/http.ts';
import { createJsonLog } from '../../functions/platform/log.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import type { Table } from '../../functions/platform/table.ts';
import { createResidentApi } from '../../functions/resident-api.ts';
import { createNumberQuestionStore, createResidentStore } from '../../functions/residents/index.ts';
import {
  type CompoundId,
  compoundOf,
  type GateId,
  type ResidentId,
  type SessionId,
} from '../../shared/ids.ts';
import {
  Enrolment,
  EnrolmentCode,
  RecordScansAnswer,
  type ScanBatch,
  Shift,
} from '../../shared/messages/gates.ts';
import { IssuedPass } from '../../shared/messages/passes.ts';
import type { Role } from '../../shared/permissions.ts';
import type { FixedClock } from './fixed-clock.ts';
import { type GatePhone, newGatePhone } from './gate-phone.ts';
import { issuerWith, signerOf } from './issuer.ts';
import { newKeyPair } from './key-pair.ts';
import { createPhones } from './phones.ts';
import { newResidentPhone, type ResidentPhone } from './resident-phone.ts';
import {
  accountOfPhone,
  GRANTED_UNTIL,
  layStreet,
  PHONES,
  SERVER_SECRET,
  STAFF,
} from './street.ts';

export const GATES = { east: 'gat_1_1', west: 'gat_1_2', elsewhere: 'gat_2_1' } as const;

export type Answered = {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
  /** The stable code of a refusal. */
  readonly code: string | undefined;
  readonly field: string | undefined;
};
export type AppName = 'resident' | 'guard' | 'manager' | 'keys';
export type Call = {
  readonly body?: unknown;
  /** Sent as it stands, whatever it is. */
  readonly rawBody?: string;
  readonly cookie?: string;
  readonly device?: GatePhone;
  /** By the device's own clock; otherwise the server's. */
  readonly signedAt?: number;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Lays the street and its gates into an empty table. */
export async function layGates(table: Table): Promise<void> {
  await layStreet(table);
  const gates = createGateStore(table);
  for (const [gateId, name, compoundName] of [
    [GATES.east, '东门', '锦苑小区'],
    [GATES.west, '西门', '锦苑小区'],
    [GATES.elsewhere, '正门', '桂花里'],
  ] as const) {
    await gates.recordGate(newGate({ gateId, name, compoundName }));
  }
}

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
) {
  const lines: string[] = [];
  const options = { clock, log: createJsonLog((line) => lines.push(line)) };
  const phones = createPhones();
  const identity = createIdentity({
    table,
    serverSecret: SERVER_SECRET,
    messages: phones,
  });
  const keyring = issuerWith(signerOf(issuer));
  const stores = {
    passes: createPassStore(table),
    lists: createStatusListStore(table),
    holders: createHolderStore(table),
    cards: createCardNumberStore(table),
    gates: createGateStore(table),
    pairs: createReplayPairStore(table),
    residents: createResidentStore(table),
    questions: createNumberQuestionStore(table),
    sessions: identity.sessions,
    gateDays: createGateDays(table),
    versions: createCompoundVersions(table),
    compounds: createCompoundStore(table),
  };
  const apps: Record<AppName, App> = {
    resident: createResidentApi({
      app: options,
      table,
      identity,
      issuer: keyring,
      notice: { operator: '物业', contact: '0571' },
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
      app: options,
      issuer: keyring,
      identity,
      codes: createEnrolmentCodeStore(table),
      keys: gateKeys(SERVER_SECRET),
      random: randomBytes,
    }),
    keys: createKeysApi({ app: options, issuer: keyring }),
  };

  async function call(
    app: AppName,
    method: string,
    path: string,
    { body, rawBody, cookie, device, signedAt, headers: extra }: Call = {},
  ): Promise<Answered> {
    const sent = rawBody ?? (body === undefined ? '' : JSON.stringify(body));
    const origin = through?.origin ?? 'http://localhost';
    const headers = new Headers({ origin, host: 'localhost', ...extra });
    if (cookie !== undefined) headers.set('cookie', cookie);
    if (device !== undefined) {
      const request = { method, path, body: sent };
      headers.set('authorization', device.authorize(request, signedAt ?? clock()));
    }
    const init = sent === '' ? {} : { body: sent };
    const request = { method, headers, ...init };
    const answer = await (through?.send(app, path, request) ?? apps[app].request(path, request));
    const text = await answer.text();
    const parsed = text === '' ? undefined : JSON.parse(text);
    return {
      status: answer.status,
      body: parsed,
      headers: answer.headers,
      code: parsed?.error?.code,
      field: parsed?.error?.field,
    };
  }

  const cookieOf = async (
    audience: 'resident' | 'guard' | 'manager',
    phone: string,
    principal: Parameters<typeof writeSessionToken>[2],
    now = clock(),
    sessionId: SessionId = 'ses_00000000000000aa',
  ): Promise<string> => {
    const session = {
      sessionId,
      accountId: accountOfPhone(phone),
      audience,
      expiresAt: now + 3_600_000,
    } as const;
    const token = await writeSessionToken(identity.keys.session, session, principal, now);
    return `__Host-xq-${audience}=${token}`;
  };
  const residentCookie = (
    phone: string,
    residentIds: readonly ResidentId[],
    now?: number,
    sessionId?: SessionId,
  ) => cookieOf('resident', phone, { kind: 'residents', residentIds }, now, sessionId);
  /** Of a number that was silent for long. */
  const waitingCookie = (phone: string, waitingIds: readonly ResidentId[]) =>
    cookieOf('resident', phone, { kind: 'residents', residentIds: [], waitingIds });
  const staffCookie = (
    role: Role,
    { node = 'cmp_1', now }: { node?: CompoundId; now?: number } = {},
  ) => {
    const staffId = role === 'guard' ? STAFF.guard : STAFF.manager;
    const grants = [{ role, node, until: GRANTED_UNTIL }];
    const member = { staffId, maskedName: '胡**', grants };
    const audience = role === 'guard' ? 'guard' : 'manager';
    return cookieOf(audience, PHONES[audience], { kind: 'staff', member }, now);
  };

  /** Asks for this phone's pass and keeps it. */
  async function givePass(phone: ResidentPhone): Promise<IssuedPass> {
    const cookie = await residentCookie(
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
    const cookie = await staffCookie('property_manager', { node: compoundOf(gateId) });
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
      cookie: await staffCookie('guard', { node: compoundOf(device.gateId) }),
    });
    return Shift.parse(body);
  }
  async function upload(device: GatePhone, batches: readonly ScanBatch[]): Promise<Answered> {
    const path = `/api/v1/gates/${device.gateId}/scans`;
    return call('guard', 'POST', path, { device, body: { batches } });
  }

  const noteDecision = noteServerDecisions(createGateDayStore(table));
  async function deliver(after: Record<string, unknown>): Promise<void> {
    await reportReplayPairs(stores.pairs, { after }, clock());
    await noteDecision({ after });
  }

  return {
    apps,
    clock,
    issuer,
    keyring,
    lines,
    phones,
    stores,
    table,
    call,
    residentCookie,
    waitingCookie,
    staffCookie,
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
    /** Delivers one new item, as the stream does. */
    deliver,
    /** Delivers every record of scans once more, as a stream may. */
    deliverScans: async () => {
      for (const item of await itemsOf(table)) {
        if (/^(batch|use|decision)#/.test(String(item.sk))) await deliver(item);
      }
    },
    /** Delivers every pass once more, as a stream may. */
    deliverPasses: async () => {
      for (const item of await itemsOf(table)) {
        if (String(item.sk).startsWith('pass#'))
          await projectHolders(stores.holders, { after: item });
      }
    },
  };
}

/** Everything in the table. */
export async function itemsOf(table: Table): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table.documents.send(
      new ScanCommand({
        TableName: table.name,
        ConsistentRead: true,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}
