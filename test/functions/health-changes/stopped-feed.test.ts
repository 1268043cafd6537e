import { beforeEach, describe, expect, it } from 'vitest';
import type { EmergencyHere } from '../../../functions/emergencies/index.ts';
import { createHealth } from '../../../functions/health/index.ts';
import type { FeedResult } from '../../../shared/emergency/health-feed.ts';
import type { HouseId, ResidentId } from '../../../shared/ids.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { HOUSES } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { workOnSent } from '../health/feed-office.ts';
import { laboratory, resultOf, send } from '../health/laboratory.ts';
import { changeOffice } from './change-office.ts';
import { residentIdOf } from './resident-ids.ts';

const HOUR_MS = 3_600_000;

let own: Awaited<ReturnType<typeof openOwnGatehouse>>;
let here: EmergencyHere;
let lab: Awaited<ReturnType<typeof laboratory>>;
let office: ReturnType<typeof changeOffice>;
let health: ReturnType<typeof createHealth>;
let second: HouseId;
beforeEach(async () => {
  own = await openOwnGatehouse();
  lab = await laboratory();
  here = await openEmergency(own.house, { feeds: [lab.pinned] });
  office = changeOffice(own.house, here);
  health = createHealth(own.house.table, own.house.sealings);
  second = await office.secondHome();
  return () => own.engine.stop();
});

const codes = new Map<ResidentId, string>();
let sent = 0;
/** A batch of the laboratory about these people, and the run of the next minute. */
async function report(
  people: readonly ResidentId[],
  more: { batch?: string; revision?: number; result?: Partial<FeedResult> } = {},
): Promise<string> {
  const { batch = `b-${++sent}`, revision = 1, result = {} } = more;
  const results = [];
  for (const residentId of people) {
    const at = own.clock();
    const somebody = { residentId, buildingId: 'bld_1_3', at } as const;
    const code = await health.registrations.register(here, somebody);
    codes.set(residentId, code);
    results.push(resultOf(code, at, { evidenceId: `${batch} ${residentId}`, ...result }));
  }
  const jws = await lab.sign({ iss: lab.name, batch, revision, results });
  expect((await send(own.house, here, jws)).status).toBe(202);
  await work();
  return batch;
}
const work = () => workOnSent(own.house, here.emergencyId);
const values = (people: readonly ResidentId[]) =>
  Promise.all(people.map((one) => office.valueOf(one)));
const stops = async (who: Parameters<typeof office.call>[0] = 'community_doctor') => {
  const { body } = await office.call(who, 'GET', 'health-feed-stops');
  return Object(body).batches;
};
const decide = (
  who: Parameters<typeof office.call>[0],
  batch: string,
  outcome: 'release' | 'withdraw',
  more: object = {},
) =>
  office.call(who, 'POST', 'health-feed-decisions', {
    iss: lab.name,
    batch,
    revision: 1,
    outcome,
    because: '已向检测机构逐份核对',
    ...more,
  });
const petitioners = async (count: number, homes: readonly HouseId[] = [HOUSES.family, second]) => {
  const people = await office.settle(count, homes);
  await office.petition(people);
  return people;
};

describe('a batch of results about people who have more in common than an illness', () => {
  it('is stopped whole before any of it acts, and counts without naming anybody', async () => {
    const people = await petitioners(5);
    const others = (await office.settle(7, [HOUSES.family, second])).slice(5);
    const batch = await report([...people, ...others]);
    expect(new Set(await values([...people, ...others]))).toEqual(new Set(['green']));
    await work();
    const [stopped, ...more] = await stops();
    expect(more).toEqual([]);
    expect(stopped).toEqual({
      iss: lab.name,
      batch,
      revision: 1,
      at: own.clock(),
      kind: 'petition',
      shared: 5,
      people: 7,
      results: 7,
      mayDecide: false,
    });
    const asked = (await itemsOf(own.house.table)).filter(({ pk }) => pk === 'cmp_1#outbox');
    expect(JSON.stringify(asked)).toContain('health_feed_stopped');
    for (const { pk, sk, ...item } of await itemsOf(own.house.table)) {
      if (!String(pk).includes('#emergency#')) continue;
      expect(JSON.stringify([pk, sk, item])).not.toContain('petition');
    }
  });

  it('goes on when a third office lets it through and says why; the two that opened it cannot', async () => {
    const people = await petitioners(5);
    const batch = await report(people);
    // Declared by the street, confirmed by the health office.
    expect((await decide('street_administrator', batch, 'release')).code).toBe('other_office');
    expect((await decide('community_doctor', batch, 'release')).code).toBe('other_office');
    expect((await decide('property_manager', batch, 'release')).code).toBe('not_permitted');
    expect((await decide('community_worker', batch, 'release', { because: '' })).code).toBe(
      'invalid_input',
    );
    expect((await decide('community_worker', batch, 'release', { revision: 2 })).code).toBe(
      'state_conflict',
    );
    const released = await decide('community_worker', batch, 'release');
    expect([released.status, released.body]).toEqual([200, { outcome: 'release' }]);
    await work();
    expect(new Set(await values(people))).toEqual(new Set(['red']));
    expect(await stops()).toEqual([]);
    const kept = await health.feeds.find(here, { iss: lab.name, batch });
    expect(kept?.approvals).toMatchObject([{ office: 'community', outcome: 'release' }]);
    expect((await decide('community_worker', batch, 'withdraw')).code).toBe('state_conflict');
  });

  it('is taken back whole by a third office, and stays so whatever its source adds', async () => {
    const people = await petitioners(5);
    const batch = await report(people);
    await decide('community_worker', batch, 'withdraw');
    await work();
    await report(people, { batch, revision: 2, result: { revision: 2 } });
    expect(new Set(await values(people))).toEqual(new Set(['green']));
    expect(await stops()).toEqual([]);
  });

  it('is seen also where it comes in small batches, one after another', async () => {
    const people = await petitioners(6);
    await report(people.slice(0, 4));
    expect(await values(people.slice(0, 4))).toEqual(['red', 'red', 'red', 'red']);
    await report(people.slice(4));
    expect(await values(people.slice(4))).toEqual(['green', 'green']);
    expect(await stops()).toHaveLength(1);
    own.clock.advance(2 * HOUR_MS);
    const later = residentIdOf(100);
    await report([later]);
    expect(await office.valueOf(later)).toBe('red');
  });

  it('knows whom an office had on a list that did not pass', async () => {
    const people = await office.settle(5, [HOUSES.family, second]);
    const { id } = await office.propose('community_doctor', people, { fromList: true });
    await office.decide('community_worker', id);
    await office.approve('street_administrator', id, 'refuse');
    await report(people);
    expect(await stops()).toMatchObject([{ kind: 'list', shared: 5, people: 5 }]);
  });

  it('lets an outbreak pass, however many they are and in one building', async () => {
    const outbreak = await office.settle(40, [HOUSES.family, second]);
    await report(outbreak);
    expect(new Set(await values(outbreak))).toEqual(new Set(['red']));

    expect(await stops()).toEqual([]);
  });

  it('lets a household pass that fell ill together, whatever all of it asked for', async () => {
    const household = await petitioners(5, [HOUSES.family]);
    await report(household);
    expect(new Set(await values(household))).toEqual(new Set(['red']));
  });

  it('is not asked of what frees people', async () => {
    const people = await petitioners(5);
    await report(people, { result: { finding: 'negative' } });
    expect(await stops()).toEqual([]);
  });
});
