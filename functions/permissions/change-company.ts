import { refusalOfAppointment } from '../../shared/appointments.ts';
import { type CompoundId, compoundOf, newStaffId, type StaffId } from '../../shared/ids.ts';
import type { ChangeCompanyRequest, CompanyChange } from '../../shared/messages/grants.ts';
import type { Office } from '../../shared/roles.ts';
import type { Lineages } from '../compounds/index.ts';
import { type RelieveStaffPorts, relieveStaff } from '../gates/index.ts';
import { accountOf, type GrantRow, grantPartition } from '../identity/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type AuditFacts, factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { maskName } from '../residents/index.ts';
import type { CompanyStore } from './company-store.ts';
import type { GrantStore } from './grant-store.ts';
import { heldGrantOf } from './list-grants.ts';

export type ChangeCompanyPorts = RelieveStaffPorts & {
  readonly grants: GrantStore;
  readonly companies: CompanyStore;
  readonly lineages: Lineages;
  /** Derived for `phone`. */
  readonly phoneKey: Uint8Array;
  readonly random: RandomBytes;
};

const MOST_TRIES = 3;
const OF_THE_COMPANY: Office = 'property';

/** Roles held for the company at this compound: of whom, and which. */
function heldForCompany(rows: readonly GrantRow[], now: number): Map<StaffId, GrantRow[]> {
  const held = new Map<StaffId, GrantRow[]>();
  for (const row of rows) {
    if (row.office !== OF_THE_COMPANY || row.endedAt !== undefined || now >= row.until) continue;
    held.set(row.staffId, [...(held.get(row.staffId) ?? []), row]);
  }
  return held;
}

async function endAll(
  { grants }: ChangeCompanyPorts,
  rows: readonly GrantRow[],
  facts: AuditFacts,
): Promise<boolean> {
  const [first] = rows;
  if (first === undefined) return true;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const seen = await grants.findStaff(first.accountId, first.staffId);
    if (seen === undefined) return true;
    if ((await grants.endGrants(first.accountId, seen, rows, facts)) === 'ended') return true;
  }
  return false;
}

/**
 * Hands a compound to another property company, or to its community alone: every role that was
 * held for the company before ends, with the shifts that its guards have open; a manager is there
 * in the same action; the records stay where they are. Asked again with the same document it
 * finishes what was broken off.
 */
export async function changeCompany(
  ports: ChangeCompanyPorts,
  {
    actor,
    compoundId,
    request,
    now,
  }: {
    readonly actor: StaffActor;
    readonly compoundId: CompoundId;
    readonly request: ChangeCompanyRequest;
    readonly now: number;
  },
): Promise<CompanyChange | Failure> {
  const { grants, companies, lineages, phoneKey, random } = ports;
  if (!mayAct(actor, 'company.change', compoundId, now)) return fail('not_permitted');
  const lineage = await lineages.lineageOf(compoundId);
  if (lineage === undefined) return fail('not_found');
  const within = lineage.map(({ placeId }) => placeId);
  const { company, documentNumber, manager } = request;
  const wanted = { role: 'property_manager', node: compoundId, until: manager.until } as const;
  const refusal = refusalOfAppointment(actor.grants, wanted, within, now);
  if (refusal !== undefined) {
    return refusal === 'not_appointable'
      ? fail('not_permitted')
      : fail('grant_too_long', { field: 'manager.until' });
  }
  const account = accountOf(phoneKey, manager.phone);
  if (account === actor.accountId) return fail('grant_to_oneself', { field: 'manager.phone' });
  const facts = factsOf(actor, {
    action: 'company.change',
    place: compoundId,
    purpose: 'permissions',
    now,
  });

  const before = await companies.findCompany(compoundId);
  if (before?.state === 'changed' && before.documentNumber === documentNumber) {
    const rows = await grants.listGrants([compoundId], now);
    const standing = rows.find(
      ({ staffId, role }) => staffId === before.managerId && role === 'property_manager',
    );
    return standing === undefined
      ? fail('state_conflict')
      : { ended: [], manager: heldGrantOf(standing) };
  }
  const isResumed = before?.state === 'changing' && before.documentNumber === documentNumber;
  const changing = {
    ...(company === undefined ? {} : { name: company.name }),
    since: isResumed ? before.since : now,
    documentNumber,
    state: 'changing' as const,
  };
  if ((await companies.recordCompany(compoundId, before, changing, facts)) === 'changed') {
    return fail('state_conflict');
  }

  const known = await grants.findStaffOf(account);
  const ended: GrantRow[] = [];
  for (const [, rows] of heldForCompany(await grants.listGrants([compoundId], now), now)) {
    if (!(await endAll(ports, rows, facts))) return fail('state_conflict');
    ended.push(...rows.map((row) => ({ ...row, endedAt: now })));
  }
  await relieveStaff(ports, compoundId, [...new Set(ended.map(({ staffId }) => staffId))], facts);

  const office: Office = company === undefined ? 'community' : OF_THE_COMPANY;
  const appointed = {
    staffId: known?.staffId ?? newStaffId(random(10)),
    maskedName: known?.maskedName ?? maskName(manager.name),
    grant: { ...wanted, office },
  };
  const seen = await grants.findStaffOf(account);
  if ((await grants.giveGrant(account, seen, appointed, facts)) === 'changed') {
    return fail('state_conflict');
  }
  const standing = await companies.findCompany(compoundId);
  const done = { ...changing, managerId: appointed.staffId, state: 'changed' as const };
  if ((await companies.recordCompany(compoundId, standing, done, facts)) === 'changed') {
    return fail('state_conflict');
  }
  const { staffId, maskedName } = appointed;
  return {
    ended: ended
      .filter(({ node }) => grantPartition(node) === compoundOf(compoundId))
      .map(heldGrantOf),
    manager: { staffId, maskedName, ...wanted, office, since: now },
  };
}
