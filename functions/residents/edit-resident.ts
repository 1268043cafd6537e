import {
  type AccountId,
  compoundNumberOf,
  compoundOf,
  newProxyId,
  type ResidentId,
} from '../../shared/ids.ts';
import { type EditResidentRequest, MOST_GUARDIANS } from '../../shared/messages/residents.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { AccountStore, ContactNumbers } from '../identity/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { atHome } from './end-residence.ts';
import { type GuardianChanges, guardiansOf, SAME_GUARDIANS } from './guardians.ts';
import { maskName } from './masked-name.ts';
import type { PassWithdrawal } from './pass-withdrawal.ts';
import type { ProxyRecord } from './proxy.ts';
import type { ProxyStore } from './proxy-store.ts';
import { isChild } from './register-row.ts';
import type { ResidenceStore } from './residence-store.ts';
import { classOf, type Resident } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export type EditResidentPorts = {
  readonly residents: Pick<ResidentStore, 'findResident' | 'findResidents' | 'listHousehold'>;
  readonly proxies: Pick<ProxyStore, 'listProxies'>;
  readonly withdrawal: Pick<PassWithdrawal, 'ofNumber'>;
  readonly residences: Pick<ResidenceStore, 'edit'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces'>;
  readonly accounts: Pick<AccountStore, 'findHolders'>;
  readonly accountOf: (phone: string) => AccountId;
  readonly contacts: Pick<ContactNumbers, 'keep'>;
  readonly random: RandomBytes;
};

export type EditResidentInput = {
  readonly actor: StaffActor;
  readonly residentId: ResidentId;
  readonly request: EditResidentRequest;
  readonly now: number;
};

/**
 * Changes what the register says of somebody: their name, tie, number, or until when they are a
 * child, and who is a child's guardian. Where somebody who shared another's number gets one of their own, the other's goes on as a
 * proxy that they alone can end.
 */
export async function editResident(
  ports: EditResidentPorts,
  { actor, residentId, request, now }: EditResidentInput,
): Promise<{ version: number } | Failure> {
  const compound = compoundOf(residentId);
  if (!mayAct(actor, 'resident.edit', compound, now)) return fail('not_permitted');
  const resident = await ports.residents.findResident(residentId);
  if (resident === undefined || resident.state === 'moved_out') return fail('not_found');
  if (resident.version !== request.version) return fail('state_conflict');
  const before = await atHome(ports, resident);
  if (before === undefined) return fail('not_found');
  const after = edited(resident, request, ports.accountOf);
  const former = await formerNumber(ports, resident, after, now);
  const audit = factsOf(actor, {
    action: 'resident.edit',
    place: compound,
    purpose: 'register',
    now,
  });
  const guardians = await guardiansAfter(ports, { before: resident, after, request, now });
  if (isFailure(guardians)) return guardians;
  const outcome = await ports.residences.edit(before, after, audit, { former, guardians });
  if (outcome === 'exists') return fail('invalid_input', { field: 'phone' });
  if (outcome !== 'changed') return fail('state_conflict');
  for (const { accountId } of guardians.ended) {
    await ports.withdrawal.ofNumber(residentId, accountId, audit);
  }
  const { phone } = request;
  if (phone != null && after.accountId !== undefined) {
    await ports.contacts.keep(after.accountId, phone);
  }
  return { version: resident.version + 1 };
}

function edited(
  resident: Resident,
  { name, tie, phone, childUntil }: EditResidentRequest,
  accountOf: EditResidentPorts['accountOf'],
): Resident {
  const { accountId: wasNumber, childUntil: wasUntil, ...rest } = resident;
  const until = childUntil === undefined ? wasUntil : (childUntil ?? undefined);
  const numbered = phone == null ? undefined : accountOf(phone);
  const accountId = phone === undefined ? wasNumber : numbered;
  return {
    ...rest,
    ...(name === undefined ? {} : { name, maskedName: maskName(name) }),
    ...(tie === undefined ? {} : { tie, class: classOf(tie) }),
    ...(until === undefined ? {} : { childUntil: until }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}

type Edit = {
  readonly before: Resident;
  readonly after: Resident;
  readonly request: EditResidentRequest;
  readonly now: number;
};

/** Guardians come with the request; the day to which they hold the pass goes with the record's. */
async function guardiansAfter(
  { residents, proxies, random }: EditResidentPorts,
  { before, after, request: { guardians = [] }, now }: Edit,
): Promise<GuardianChanges | Failure> {
  const isMoved = before.childUntil !== after.childUntil;
  if (!isMoved && guardians.length === 0) return SAME_GUARDIANS;
  const held = await proxies.listProxies(before.residentId);
  const standing = held.filter(({ kind }) => kind === 'guardian');
  const members = guardians.length === 0 ? [] : await residents.listHousehold(before.houseId);
  const household = await residents.findResidents(members.map((one) => one.residentId));
  const chosen = { chosen: guardians, household, standing: held, random, now };
  const added = guardiansOf(after, chosen);
  if (isFailure(added)) return added;
  if (standing.length + added.length > MOST_GUARDIANS) {
    return fail('invalid_input', { field: 'guardians' });
  }
  if (!isMoved) return { ...SAME_GUARDIANS, added };
  const isGrown = !isChild(after, now);
  return { added, moved: isGrown ? [] : standing, ended: isGrown ? standing : [] };
}

/** The number that they shared with another adult until now, as the proxy that it becomes. */
async function formerNumber(
  { residents, accounts, random }: EditResidentPorts,
  before: Resident,
  after: Resident,
  now: number,
): Promise<ProxyRecord | undefined> {
  const { residentId, accountId } = before;
  const isMoved = accountId !== undefined && after.accountId !== undefined;
  if (!isMoved || accountId === after.accountId || isChild(before, now)) return undefined;
  const held = await accounts.findHolders(accountId);
  const others = await residents.findResidents(held.residents.map((link) => link.residentId));
  const [other] = others.filter(
    (one) =>
      one.residentId !== residentId &&
      one.accountId === accountId &&
      one.name !== before.name &&
      !isChild(one, now),
  );
  if (other === undefined) return undefined;
  const proxyId = newProxyId(compoundNumberOf(residentId), random(10));
  const called = other.maskedName;
  return { proxyId, residentId, accountId, kind: 'proxy', called, since: now };
}
