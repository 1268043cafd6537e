import type { GateId, ResidentId } from '../../shared/ids.ts';
import {
  Enrolment,
  EnrolmentCode,
  RecordScansAnswer,
  type ScanBatch,
  Shift,
  Verdict,
} from '../../shared/messages/gates.ts';
import { IssuedPass } from '../../shared/messages/passes.ts';
import { ResidentAccount } from '../../shared/messages/sign-in.ts';
import { slotAt } from '../../shared/time/slot.ts';
import { digestOf, liveCode, newPhoneKey } from './keys.ts';
import { type Client, newClient, signIn } from './street-client.ts';

/** A phone with a pass in it. */
export type Holder = {
  readonly pass: IssuedPass;
  /** The code on the screen, so many slots from now by the phone's own clock. */
  readonly show: (slotsOff?: number) => string;
  /** The code of one slot. */
  showIn(slot: number): string;
  /** Signs in on another phone and asks for a pass under its key, as after this one was lost. */
  again(): Promise<Holder>;
};

async function holderOf(
  client: Client,
  residentId: ResidentId,
  signInAnew: () => Promise<Client>,
): Promise<Holder> {
  const key = newPhoneKey();
  const proof = key.token({ typ: 'xq-device-key+jwt' }, { sub: residentId });
  const path = `/api/v1/resident/residents/${residentId}/pass`;
  const body = { deviceKey: key.publicText, proof };
  const pass = IssuedPass.parse(await client.call('PUT', path, { body }));
  const showIn = (slot: number) => liveCode(key, pass.pass, slot);
  return {
    pass,
    showIn,
    show: (slotsOff = 0) => showIn(slotAt(Date.now()) + slotsOff),
    again: async () => holderOf(await signInAnew(), residentId, signInAnew),
  };
}

/** One sign-in; a pass for everybody who is on this number. */
export async function comeAsResident(origin: string, phone: string): Promise<Holder[]> {
  const client = newClient(origin);
  const account = await signIn(origin, client, { audience: 'resident', phone });
  const { residents } = ResidentAccount.parse(account);
  const signInAnew = async (): Promise<Client> => {
    const another = newClient(origin);
    await signIn(origin, another, { audience: 'resident', phone });
    return another;
  };
  const holders: Holder[] = [];
  for (const { residentId } of residents) {
    holders.push(await holderOf(client, residentId, signInAnew));
  }
  return holders;
}

/** The property manager, signed in. */
export type Manager = {
  enrolmentCode(gateId: GateId): Promise<string>;
  set(holder: Holder, state: 'active' | 'suspended' | 'revoked'): Promise<void>;
  unenrol(gate: GateAtWork): Promise<void>;
};

export async function comeAsManager(origin: string, phone: string): Promise<Manager> {
  const client = newClient(origin);
  await signIn(origin, client, { audience: 'manager', phone });
  return {
    enrolmentCode: async (gateId) => {
      const path = `/api/v1/manager/gates/${gateId}/enrolment-codes`;
      return EnrolmentCode.parse(await client.call('POST', path)).code;
    },
    set: async ({ pass }, state) => {
      const body = state === 'active' ? { state } : { state, reason: 'lost_device' };
      await client.call('PUT', `/api/v1/manager/passes/${pass.passId}/state`, { body });
    },
    unenrol: async ({ deviceId }) => {
      await client.call('DELETE', `/api/v1/manager/gate-devices/${deviceId}`);
    },
  };
}

/** A gate's device with a shift open on it. */
export type GateAtWork = {
  readonly deviceId: string;
  readonly shiftId: Shift['shiftId'];
  /** Names this run of the device, as a page that starts does. */
  readonly boot: number;
  nextScan(): number;
  /** One scan that the server decides. @param scan the same again asks again */
  decide(code: string, scan?: number): Promise<Verdict>;
  upload(batches: readonly ScanBatch[]): Promise<RecordScansAnswer['batches']>;
};

export async function openGate(
  origin: string,
  {
    gateId,
    code,
    guard,
  }: { readonly gateId: GateId; readonly code: string; readonly guard: Client },
): Promise<GateAtWork> {
  const [signing, agreement] = [newPhoneKey(), newPhoneKey()];
  const { publicText: agreementKey } = agreement;
  const proof = signing.token({ typ: 'xq-device-key+jwt' }, { sub: code, agreementKey });
  const { deviceId } = Enrolment.parse(
    await newClient(origin).call('POST', '/api/v1/guard/enrolments', {
      body: { code, signingKey: signing.publicText, agreementKey, proof },
    }),
  );
  const authorize = (htm: string, htu: string, sent: string): string => {
    const claims = { htm, htu, bh: digestOf(sent), iat: Math.floor(Date.now() / 1000) };
    return `XQ-Device ${signing.token({ typ: 'xq-request+jwt', kid: deviceId }, claims)}`;
  };
  const post = (client: Client, path: string, body: object) =>
    client.call('POST', `/api/v1/gates/${gateId}/${path}`, { body, authorize });
  const { shiftId } = Shift.parse(await post(guard, 'shifts', {}));

  const client = newClient(origin);
  const boot = Date.now() % 2 ** 32;
  let latest = 0;
  return {
    deviceId,
    shiftId,
    boot,
    nextScan: () => ++latest,
    decide: async (shown, seq = ++latest) =>
      Verdict.parse(await post(client, 'decisions', { boot, seq, code: shown, direction: 'in' })),
    upload: async (batches) =>
      RecordScansAnswer.parse(await post(client, 'scans', { batches })).batches,
  };
}
