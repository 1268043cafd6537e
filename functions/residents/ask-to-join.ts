import { compoundOf } from '../../shared/ids.ts';
import type { AskToJoinRequest } from '../../shared/messages/join-requests.ts';
import type { CompoundStore, House } from '../compounds/index.ts';
import { type ContactNumbers, type IdentityPorts, proveNumber } from '../identity/index.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RateLimit } from '../platform/rate-limit.ts';
import { joinRequestIdOf } from './join-request.ts';
import type { JoinRequestStore } from './join-request-store.ts';
import { maskName } from './masked-name.ts';
import { findTypedHouse } from './register-resident.ts';

export type AskToJoinPorts = Pick<IdentityPorts, 'codes' | 'keys' | 'rates'> & {
  readonly requests: Pick<JoinRequestStore, 'ask'>;
  readonly contacts: Pick<ContactNumbers, 'seal'>;
  readonly compounds: Pick<CompoundStore, 'listCompoundIds' | 'findPlaces' | 'listHouses'>;
};

export type AskToJoinInput = {
  readonly request: AskToJoinRequest;
  readonly address: string;
  readonly now: number;
};

const DAY_MS = 24 * 60 * 60 * 1000;
/** A family that moves asks for one house; whoever asks for many is looking for one. */
const ASKED_PER_NUMBER: RateLimit = { kind: 'join-number', most: 3, windowMs: DAY_MS };
const ASKED_PER_ADDRESS: RateLimit = { kind: 'join-address', most: 20, windowMs: DAY_MS };

/** What one read of places takes. */
const COMPOUNDS_AT_A_TIME = 100;
const plain = (name: string): string => name.normalize('NFKC').replace(/\s/gu, '');

/**
 * Asks to be registered at a house, by a number that was proven. Whoever asks learns nothing of who
 * or what is there: the answer is the same.
 */
export async function askToJoin(
  ports: AskToJoinPorts,
  { request, address, now }: AskToJoinInput,
): Promise<undefined | Failure> {
  for (const [limit, subject] of [
    [ASKED_PER_ADDRESS, address],
    [ASKED_PER_NUMBER, request.phone],
  ] as const) {
    const taken = await ports.rates.take(limit, subject, now);
    if (taken !== 'taken') return fail('too_many_tries', taken);
  }
  const accountId = await proveNumber(ports, { ...request, codeFor: 'join', now });
  if (isFailure(accountId)) return accountId;
  const house = await houseNamed(ports, request);
  if (house === undefined) return undefined;
  const { houseId, label: houseLabel } = house;
  const { name, tie } = request;
  const joinRequestId = joinRequestIdOf(houseId, accountId);
  const sealedNumber = await ports.contacts.seal(accountId, request.phone);
  const about = { joinRequestId, houseId, houseLabel, name, tie };
  const asked = { ...about, accountId, sealedNumber, askedAt: now };
  const facts = factsOf(
    { kind: 'anyone' },
    { action: 'join_request.ask', place: compoundOf(houseId), purpose: 'own_record', now },
  );
  const audit = { ...facts, by: accountId };
  await ports.requests.ask({ ...asked, maskedName: maskName(name) }, audit);
  return undefined;
}

async function houseNamed(
  { compounds }: Pick<AskToJoinPorts, 'compounds'>,
  request: AskToJoinRequest,
): Promise<House | undefined> {
  const ids = await compounds.listCompoundIds();
  const named = plain(request.compound);
  for (let start = 0; start < ids.length; start += COMPOUNDS_AT_A_TIME) {
    const group = ids.slice(start, start + COMPOUNDS_AT_A_TIME);
    const found = (await compounds.findPlaces(group, [])).compounds;
    const compound = found.find(({ name }) => plain(name) === named);
    if (compound !== undefined) {
      return findTypedHouse(compounds, compound.compoundId, request.house);
    }
  }
  return undefined;
}
