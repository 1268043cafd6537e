import { createHash } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createCompoundStore } from '../../functions/compounds/index.ts';
import { createGateStore, newGate } from '../../functions/gates/index.ts';
import { createTenancyStore, createVehicleStore } from '../../functions/houses/index.ts';
import {
  accountOf,
  createAccountStore,
  createContactNumbers,
} from '../../functions/identity/index.ts';
import { operatorFacts } from '../../functions/platform/audit.ts';
import { deriveKey } from '../../functions/platform/secrets.ts';
import type { Table } from '../../functions/platform/table.ts';
import { createResidentStore } from '../../functions/residents/index.ts';
import { compoundNumberOf, newTenancyId } from '../../shared/ids.ts';
import { ROLE_RULES, type Role } from '../../shared/roles.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays } from '../../shared/time/shanghai-days.ts';
import { seedAnnouncements } from './seed/announcements.ts';
import { COMMUNITIES, STAFFED_BY_DAY, STREET } from './seed/places.ts';
import { nodeOf, type StreetPlan } from './seed/plan.ts';

/** Written last: a street without it was not finished and is written again. */
const SEEDED = { pk: 'seed', sk: 'street' };

/** A demo's roles end like real ones, as late as each may. */
const termOf = (role: Role): number => ROLE_RULES[role].days * 24 * 60 * 60 * 1000;
const WRITES_AT_A_TIME = 16;

async function inGroups<T>(
  items: readonly T[],
  write: (item: T) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < items.length; start += WRITES_AT_A_TIME) {
    await Promise.all(items.slice(start, start + WRITES_AT_A_TIME).map(write));
  }
}

async function isSeeded(table: Table): Promise<boolean> {
  const { Item } = await table.documents.send(
    new GetCommand({ TableName: table.name, Key: SEEDED }),
  );
  return Item !== undefined;
}

/** Longer than the first notice: a demo that was just written tells nobody anything. */
const FEWEST_DAYS_LEFT = 38;

/** Every house with tenants is let to them by somebody who lives elsewhere; some owners have a car. */
async function letHouses(table: Table, plan: StreetPlan, now: number): Promise<void> {
  const tenancies = createTenancyStore(table);
  const vehicles = createVehicleStore(table);
  const today = shanghaiDay(now);
  const audit = operatorFacts('compound.lay', 'register', now);
  const houses = plan.compounds.flatMap((compound) => compound.houses);
  await inGroups([...houses.entries()], async ([at, { houseId }]) => {
    const people = plan.residents.filter((one) => one.houseId === houseId);
    const tenants = people.filter(({ tie }) => tie === 'tenant').map((one) => one.residentId);
    const compound = compoundNumberOf(houseId);
    const drawn = createHash('sha256').update(houseId).digest();
    if (tenants.length > 0) {
      const to = addDays(today, FEWEST_DAYS_LEFT + (drawn[0] ?? 0));
      await tenancies.recordTenancy({
        tenancyId: newTenancyId(compound, drawn),
        houseId,
        from: addDays(to, -364),
        to,
        landlord: { maskedName: '沈**' },
        tenants,
        state: 'running',
        asks: false,
        told: [],
        due: addDays(to, -30),
        version: 1,
        audit,
      });
    }
    if (people.some(({ tie }) => tie === 'owner') && at % 3 === 0) {
      await vehicles.recordVehicle(houseId, `浙A${String(10_000 + at)}`, audit);
    }
  });
}

/**
 * Writes the street into an empty table, and leaves a table that has one as it is.
 * @returns whether it was written now
 */
export async function seedStreet(parts: {
  readonly table: Table;
  readonly plan: StreetPlan;
  readonly serverSecret: Uint8Array;
  readonly now: number;
}): Promise<boolean> {
  const { table, plan, serverSecret, now } = parts;
  if (await isSeeded(table)) return false;
  const phoneKey = deriveKey(serverSecret, 'phone');

  const compounds = createCompoundStore(table);
  await compounds.recordStreet(STREET, COMMUNITIES);
  const laid = operatorFacts('compound.lay', 'places', now);
  for (const compound of plan.compounds) await compounds.recordCompound(compound, laid);
  const gates = createGateStore(table);
  await inGroups(plan.gates, (gate) => {
    const fresh = newGate(gate);
    const staffed = gate.number === 1 ? {} : { staffed: STAFFED_BY_DAY };
    return gates.recordGate({ ...fresh, rules: { ...fresh.rules, ...staffed } }, laid);
  });

  const residents = createResidentStore(table);
  const contacts = createContactNumbers(table, deriveKey(serverSecret, 'contact'));
  const audit = operatorFacts('compound.lay', 'register', now);
  const placeOf = new Map(
    plan.compounds.flatMap(({ houses }) => houses).map((house) => [house.houseId, house]),
  );
  await inGroups(plan.residents, async ({ phone, ...resident }) => {
    const place = placeOf.get(resident.houseId);
    if (place === undefined) throw new Error('a resident of no house');
    const number = phone === undefined ? {} : { accountId: accountOf(phoneKey, phone) };
    await residents.registerResident(
      { resident: { ...resident, ...number }, place },
      audit,
      // A demo that lay in a drawer for a season opens as it did on the first day.
      { numberAt: undefined },
    );
    if (phone !== undefined) await contacts.keep(accountOf(phoneKey, phone), phone);
  });

  const accounts = createAccountStore(table);
  await inGroups(plan.staff, (member) => {
    const { staffId, maskedName, phone, role } = member;
    const grants = [{ role, node: nodeOf(member), until: now + termOf(role) }];
    return accounts.recordStaff(
      accountOf(phoneKey, phone),
      { staffId, maskedName, grants },
      operatorFacts('street.seed', 'permissions', now),
    );
  });

  await letHouses(table, plan, now);
  await seedAnnouncements(table, plan.compounds, now);

  await table.documents.send(
    new PutCommand({ TableName: table.name, Item: { ...SEEDED, at: now } }),
  );
  return true;
}
