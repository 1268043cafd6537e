import { setTimeout as pause } from 'node:timers/promises';
import type { Direction } from '../../shared/gate/outcomes.ts';
import type { CompoundId, GateId, PassId, ResidentId } from '../../shared/ids.ts';
import { CARDS_PER_REQUEST, IssuedCard, IssuedCards } from '../../shared/messages/cards.ts';
import {
  Enrolment,
  EnrolmentCode,
  RecordScansAnswer,
  type ScanBatch,
  Shift,
  Verdict,
} from '../../shared/messages/gates.ts';
import { IssuedPass, type SetPassStateRequest } from '../../shared/messages/passes.ts';
import { ResidentAccount } from '../../shared/messages/sign-in.ts';
import { slotAt, slotStartMs } from '../../shared/time/slot.ts';
import { digestOf, liveCode, newPhoneKey, selfSigned } from './keys.ts';
import { type Client, type Street, signIn } from './street-client.ts';

/** A resident with a pass in the phone. */
export type Holder = {
  readonly residentId: ResidentId;
  readonly passId: PassId;
  /** A live code that was shown nowhere yet; waits for the next slot where it has to. */
  live(): Promise<string>;
  /** The code on the screen of a phone whose clock is off by so many slots. */
  show(slotsOff: number): string;
  /** The pass as its holder would sign it himself, shown live. */
  selfMade(): string;
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
  const { passId, pass } = IssuedPass.parse(await client.call('PUT', path, { body }));
  let latest = 0;
  return {
    residentId,
    passId,
    selfMade: () => liveCode(key, selfSigned(key, pass), slotAt(Date.now())),
    show: (slotsOff) => liveCode(key, pass, slotAt(Date.now()) + slotsOff),
    live: async () => {
      const next = latest + 1;
      if (slotAt(Date.now()) < next) await pause(slotStartMs(next) - Date.now());
      latest = Math.max(next, slotAt(Date.now()));
      return liveCode(key, pass, latest);
    },
    again: async () => holderOf(await signInAnew(), residentId, signInAnew),
  };
}

/** One sign-in; a pass for everybody on this number, or for those of them who are expected. */
export async function comeAsResident(
  street: Street,
  phone: string,
  expected?: ReadonlySet<ResidentId>,
): Promise<Holder[]> {
  const client = street.newClient();
  const account = await signIn(client, { audience: 'resident', phone });
  const { residents } = ResidentAccount.parse(account);
  const signInAnew = async (): Promise<Client> => {
    const another = street.newClient();
    await signIn(another, { audience: 'resident', phone });
    return another;
  };
  const holders: Holder[] = [];
  for (const { residentId } of residents) {
    if (expected?.has(residentId) === false) continue;
    holders.push(await holderOf(client, residentId, signInAnew));
  }
  return holders;
}

/** The property manager of a compound, signed in. */
export type Manager = {
  enrolmentCode(gateId: GateId): Promise<string>;
  set(passId: PassId, request: SetPassStateRequest): Promise<void>;
  /** A card for everybody: a new one, or the good one that there is. */
  cardsFor(compoundId: CompoundId, residentIds: readonly ResidentId[]): Promise<IssuedCard[]>;
  replaceCard(lost: IssuedCard): Promise<IssuedCard>;
  unenrol(gate: GateAtWork): Promise<void>;
};

export async function comeAsManager(street: Street, phone: string): Promise<Manager> {
  const client = street.newClient();
  await signIn(client, { audience: 'manager', phone });
  const manage = (method: string, path: string, body?: object) =>
    client.call(method, `/api/v1/manager/${path}`, body === undefined ? {} : { body });
  return {
    enrolmentCode: async (gateId) =>
      EnrolmentCode.parse(await manage('POST', `gates/${gateId}/enrolment-codes`)).code,
    set: async (passId, request) => {
      await manage('PUT', `passes/${passId}/state`, request);
    },
    cardsFor: async (compoundId, residentIds) => {
      const cards: IssuedCard[] = [];
      for (let start = 0; start < residentIds.length; start += CARDS_PER_REQUEST) {
        const some = residentIds.slice(start, start + CARDS_PER_REQUEST);
        const answer = await manage('POST', `compounds/${compoundId}/cards`, { residentIds: some });
        for (const result of IssuedCards.parse(answer).results) {
          if ('refused' in result) throw new Error(`no card for somebody: ${result.refused}`);
          cards.push(result.card);
        }
      }
      return cards;
    },
    replaceCard: async ({ residentId, passId }) =>
      IssuedCard.parse(
        await manage('POST', `residents/${residentId}/card`, { lostPassId: passId }),
      ),
    unenrol: async ({ deviceId }) => {
      await manage('DELETE', `gate-devices/${deviceId}`);
    },
  };
}

/** A gate's device with a shift open on it. */
export type GateAtWork = {
  readonly gateId: GateId;
  readonly deviceId: string;
  readonly shiftId: Shift['shiftId'];
  /** Names this run of the device, as a page that starts does. */
  readonly boot: number;
  nextScan(): number;
  /** One scan that the server decides. @param scan the same again asks again */
  decide(code: string, direction: Direction, scan?: number): Promise<Verdict>;
  upload(batches: readonly ScanBatch[]): Promise<RecordScansAnswer['batches']>;
};

export async function openGate(
  street: Street,
  {
    gateId,
    code,
    guard,
  }: { readonly gateId: GateId; readonly code: string; readonly guard: Client },
): Promise<GateAtWork> {
  const [signing, agreement] = [newPhoneKey(), newPhoneKey()];
  const { publicText: agreementKey } = agreement;
  const proof = signing.token({ typ: 'xq-device-key+jwt' }, { sub: code, agreementKey });
  const client = street.newClient();
  const { deviceId } = Enrolment.parse(
    await client.call('POST', '/api/v1/guard/enrolments', {
      body: { code, signingKey: signing.publicText, agreementKey, proof },
    }),
  );
  const authorize = (htm: string, htu: string, sent: string): string => {
    const claims = { htm, htu, bh: digestOf(sent), iat: Math.floor(Date.now() / 1000) };
    return `XQ-Device ${signing.token({ typ: 'xq-request+jwt', kid: deviceId }, claims)}`;
  };
  const post = (by: Client, path: string, body: object) =>
    by.call('POST', `/api/v1/gates/${gateId}/${path}`, { body, authorize });
  const { shiftId } = Shift.parse(await post(guard, 'shifts', {}));

  const boot = Date.now() % 2 ** 32;
  let latest = 0;
  return {
    gateId,
    deviceId,
    shiftId,
    boot,
    nextScan: () => ++latest,
    decide: async (shown, direction, seq = ++latest) =>
      Verdict.parse(await post(client, 'decisions', { boot, seq, code: shown, direction })),
    upload: async (batches) =>
      RecordScansAnswer.parse(await post(client, 'scans', { batches })).batches,
  };
}
