import {
  type AccountId,
  compoundNumberOf,
  compoundOf,
  newProxyId,
  type ResidentId,
} from '../../shared/ids.ts';
import type { EditResidentRequest } from '../../shared/messages/residents.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { AccountStore, ContactNumbers } from '../identity/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { atHome } from './end-residence.ts';
import { maskName } from './masked-name.ts';
import type { ProxyRecord } from './proxy.ts';
import { isChild } from './register-row.ts';
import type { ResidenceStore } from './residence-store.ts';
import { classOf, type Resident } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export type EditResidentPorts = {
  readonly residents: Pick<ResidentStore, 'findResident' | 'findResidents'>;
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
 * child. Where somebody who shared another's number gets one of their own, the other's goes on as a
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
  const outcome = await ports.residences.edit(before, after, audit, former);
  if (outcome === 'exists') return fail('invalid_input', { field: 'phone' });
  if (outcome !== 'changed') return fail('state_conflict');
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
