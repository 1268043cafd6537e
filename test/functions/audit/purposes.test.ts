import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChainStore } from '../../../functions/audit/index.ts';
import { unpackFacts } from '../../../functions/audit/packed-facts.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { RESIDENTS, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
beforeEach(async () => {
  engine = await startEngine();
  clock = fixedClock();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, clock);
});
afterEach(() => engine.stop());

const PASSES = `/api/v1/manager/residents/${RESIDENTS.father}/passes`;
const SEARCH = '/api/v1/manager/compounds/cmp_1/resident-searches';
const REGISTER = '/api/v1/manager/compounds/cmp_1/register';
const reads = async () =>
  (await itemsOf(engine.table)).filter(({ pk }) => String(pk).includes('#reads#'));
async function ask(method: string, path: string, more: { body?: unknown; purpose?: string } = {}) {
  const { body, purpose } = more;
  return house.call('manager', method, path, {
    cookie: await house.staffCookie('property_manager', { now: clock() }),
    ...(body === undefined ? {} : { body }),
    ...(purpose === undefined ? {} : { headers: { 'xq-purpose': purpose } }),
  });
}
/** As a page of an earlier release: nothing stated. */
async function askUnstated(method: string, path: string, body?: unknown) {
  const cookie = await house.staffCookie('property_manager', { now: clock() });
  return house.apps.manager.request(path, {
    method,
    headers: { cookie, origin: 'http://localhost', host: 'localhost' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('a read of personal data', () => {
  it('is kept as one fact: who, whose, what of it, and for what', async () => {
    expect((await ask('GET', PASSES, { purpose: 'moving_out' })).status).toBe(200);
    expect(await reads()).toMatchObject([
      {
        pk: 'cmp_1#reads#2035-11-14',
        record: 'passes',
        subject: RESIDENTS.father,
        version: 1,
        audit: {
          action: 'pass.list',
          by: STAFF.manager,
          office: 'property',
          purpose: 'moving_out',
          at: clock(),
          place: 'cmp_1',
        },
      },
    ]);
  });

  it('of a list says how many it had, and no name', async () => {
    await ask('POST', SEARCH, { body: {} });
    const [read] = await reads();
    expect(read).toMatchObject({ record: 'register', subject: '3' });
    expect(JSON.stringify(read)).not.toMatch(/王|欧阳/);
  });

  it.each(['register', 'audit', 'special_care', 'curiosity', ''])(
    'for %j is refused where no role of theirs there reads it for that',
    async (purpose) => {
      const { status, code, field } = await ask('GET', PASSES, { purpose });
      expect([status, code, field]).toEqual([403, 'purpose_refused', 'xq-purpose']);
      expect(await reads()).toEqual([]);
    },
  );

  it('that is refused for another reason is none', async () => {
    await ask('GET', `/api/v1/manager/residents/${RESIDENTS.neighbour}/passes`);
    await ask('POST', SEARCH, { body: { house: 1 } });
    expect(await reads()).toEqual([]);
  });

  it('is none where the answer is that nothing changed', async () => {
    const first = await ask('GET', PASSES);
    const again = await house.call('manager', 'GET', PASSES, {
      cookie: await house.staffCookie('property_manager', { now: clock() }),
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    expect(await reads()).toHaveLength(1);
  });

  it('by a page of an earlier release is for what such pages read it for', async () => {
    expect((await askUnstated('GET', PASSES)).status).toBe(200);
    expect(await reads()).toMatchObject([{ audit: { purpose: 'gate' } }]);
  });

  it('by an endpoint that is new states its purpose, or is refused', async () => {
    expect((await askUnstated('POST', REGISTER, {})).status).toBe(403);
    expect((await ask('POST', REGISTER, { body: {} })).status).toBe(200);
  });

  it('is sealed with whose it was', async () => {
    await ask('GET', PASSES);
    await house.sealFacts();
    const facts = [];
    for await (const { packed } of createChainStore(engine.table).readChain('cmp_1', 1)) {
      if (packed !== undefined) facts.push(...unpackFacts(packed).map(({ fact }) => fact));
    }
    expect(facts).toContainEqual(
      expect.objectContaining({ kind: 'read', record: 'passes', subject: RESIDENTS.father }),
    );
  });
});
