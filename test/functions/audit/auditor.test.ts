import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditDay, AuditVerification } from '../../../shared/messages/audit.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import { RESIDENTS, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const HOUR_MS = 3_600_000;
const FATHER = `resident#${RESIDENTS.father}`;
const TableName = 'xiaoquma-test';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
beforeEach(async () => {
  engine = await startEngine();
  clock = fixedClock();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, clock);
  await house.sealFacts();
  clock.advance(HOUR_MS);
});
afterEach(() => engine.stop());

async function ask(what: string, body: unknown) {
  const path = `/api/v1/manager/compounds/cmp_1/audit-${what}`;
  const cookie = await house.staffCookie('auditor', { now: clock() });
  return house.call('manager', 'POST', path, { cookie, body });
}
const verify = async (body: unknown = {}) =>
  AuditVerification.parse((await ask('verifications', body)).body);
const dayOf = async (body: object = {}) =>
  AuditDay.parse((await ask('facts', { day: '2035-11-14', ...body })).body);

describe('an auditor', () => {
  it('sees that the chain holds, and its last link', async () => {
    const found = await verify();
    expect(found).toMatchObject({ unexplained: 0, withoutFacts: 0, findings: [] });
    expect(found.facts).toBeGreaterThan(3);
    expect(found.last?.number).toBe(found.links);
    expect([found.broken, found.next]).toEqual([undefined, undefined]);
  });

  it('finds the record that was changed behind the system’s back, by its pseudonym', async () => {
    await engine.table.documents.send(
      new UpdateCommand({
        TableName,
        Key: { pk: 'cmp_1', sk: `resident#${RESIDENTS.father}` },
        UpdateExpression: 'SET tie = :tie',
        ExpressionAttributeValues: { ':tie': 'owner of everything' },
      }),
    );
    expect((await verify()).findings).toEqual([
      { record: `resident ${RESIDENTS.father}`, why: 'changed' },
    ]);
  });

  it('finds a role and a number that were changed behind the system’s back, and the compound itself', async () => {
    const items = await itemsOf(engine.table);
    const role = items.find(({ sk }) => sk === `staff#${STAFF.guard}`);
    const number = items.find(({ pk, sk }) => sk === FATHER && String(pk).startsWith('phone#'));
    const compared = (await verify()).records ?? 0;
    for (const item of [role, number, { pk: 'cmp_1', sk: 'compound' }]) {
      await engine.table.documents.send(
        new UpdateCommand({
          TableName,
          Key: { pk: item?.pk, sk: item?.sk },
          UpdateExpression: 'SET meddled = :yes',
          ExpressionAttributeValues: { ':yes': true },
        }),
      );
    }
    const { findings, records } = await verify();
    expect(findings.map(({ record, why }) => `${record} ${why}`).sort()).toEqual([
      'compound cmp_1 changed',
      expect.stringMatching(/^resident acc_.* changed$/),
      expect.stringMatching(/^staff acc_.* changed$/),
    ]);
    expect(records).toBe(compared);
  });

  it('sees that closing the side gates is explained, also where it says so at the compound', async () => {
    const cookie = await house.staffCookie('property_manager', { now: clock() });
    const gates = '/api/v1/manager/compounds/cmp_1/single-entrance';
    const { status } = await house.call('manager', 'PUT', gates, {
      cookie,
      body: { mainGate: GATES.west, version: 0 },
    });
    expect(status).toBe(200);
    await house.sealFacts();
    clock.advance(HOUR_MS);
    expect(await verify()).toMatchObject({ unexplained: 0, findings: [] });
    const { facts } = await dayOf();
    expect(facts).toContainEqual(
      expect.objectContaining({ record: 'compound cmp_1', version: 2, office: 'property' }),
    );
  });

  it('is told the first link that does not hold', async () => {
    const link = (await itemsOf(engine.table)).find(({ pk }) => pk === 'cmp_1#chain');
    const Item = { ...link, at: Number(link?.at) + 1 };
    await engine.table.documents.send(new PutCommand({ TableName, Item }));
    expect((await verify()).broken).toEqual({ number: 1, why: 'facts_missing' });
  });

  it('goes on at any link, and nowhere past the end', async () => {
    for (let n = 0; n < 3; n++) {
      await house.phoneOf(RESIDENTS.father);
      await house.sealFacts();
    }
    const all = await verify();
    const rest = await verify({ from: 3 });
    expect(rest.links).toBe(all.links - 2);
    expect(rest.last).toEqual(all.last);
    expect((await ask('verifications', { from: 99 })).code).toBe('not_found');
  });

  it('reads a day’s facts: office, action, purpose, pseudonyms; by kind; with the day’s root', async () => {
    const cookie = await house.staffCookie('property_manager', { now: clock() });
    const path = `/api/v1/manager/residents/${RESIDENTS.father}/passes`;
    await house.call('manager', 'GET', path, { cookie });
    await house.sealFacts();
    const day = await dayOf();
    expect(day.total).toBe(day.facts.length);
    expect(day.root).toEqual({ number: (await verify()).last?.number, hash: expect.anything() });
    expect(JSON.stringify(day)).not.toMatch(/王|欧阳|1390000/);
    const { facts } = await dayOf({ kind: 'read' });
    expect(facts).toContainEqual(
      expect.objectContaining({ record: 'passes', subject: RESIDENTS.father, purpose: 'gate' }),
    );
    expect(facts.every(({ kind }) => kind === 'read')).toBe(true);
  });

  it('is read too: each look of theirs is a fact', async () => {
    await dayOf();
    await house.sealFacts();
    const { facts } = await dayOf({ kind: 'read' });
    expect(facts).toMatchObject([{ record: 'audit_log', office: 'audit', purpose: 'audit' }]);
  });
});
