import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSummaries, summariseCompound } from '../../../functions/overview/index.ts';
import type { PlaceId } from '../../../shared/ids.ts';
import { AnnouncementReceipts, UnseenCare } from '../../../shared/messages/announcements.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { residentBrowser } from '../../support/resident-browser.ts';
import { HOUSES, PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { DAY, noticeboard } from './noticeboard.ts';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let board: ReturnType<typeof noticeboard>;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  board = noticeboard(house);
});
afterEach(() => engine.stop());

const HOUR = 3_600_000;
const fault = (): never => {
  throw new Error('nobody has counted it');
};

const phoneOf = (at: number) => `1390000500${at}`;
/** Six households in building 4: five with a phone each, one without any. */
async function settleFour(): Promise<void> {
  for (let at = 0; at < 6; at++) {
    const phone = at < 5 ? phoneOf(at) : undefined;
    await board.settle(`001${at}`, { building: 4, room: `${at + 1}01` }, phone);
  }
}
const receipts = async (id: string, by = board.manager, compound = 'cmp_1') =>
  by('GET', `/compounds/${compound}/announcements/${id}/receipts`);
const counted = async (id: string, by = board.manager) =>
  AnnouncementReceipts.parse((await receipts(id, by)).body).buildings;
const seenItems = async () =>
  (await itemsOf(engine.table)).filter(({ pk }) => String(pk).includes('#seen#'));

describe('how many have opened an announcement', () => {
  it('counts each household once, by building, whoever of it and however often', async () => {
    await settleFour();
    const id = await board.published('cmp_1');
    const [first, second] = await Promise.all([board.reader(phoneOf(0)), board.reader(phoneOf(1))]);
    await Promise.all([first.open(id), first.open(id), first.open(id)]);
    await second.open(id);
    for (const phone of [PHONES.father, PHONES.mother]) await (await board.reader(phone)).open(id);
    expect(await counted(id)).toEqual([
      // Fewer than five households: a count would tell of one.
      { building: 3, name: '3幢', households: 1, withoutPhone: 0 },
      { building: 4, name: '4幢', households: 5, seen: 2, withoutPhone: 1 },
    ]);
    expect(await seenItems()).toHaveLength(3);
  });

  it('takes the homes as the clock counted them last, and says when', async () => {
    await settleFour();
    const id = await board.published('bld_1_4');
    const homes = async () => {
      const answer = AnnouncementReceipts.parse((await receipts(id)).body);
      const [four] = answer.buildings;
      return [four?.households, four?.withoutPhone, answer.countedAt];
    };
    // Nobody has counted the compound yet: it is counted as it is asked for.
    expect(await homes()).toEqual([5, 1, clock()]);
    const ports = createSummaries(engine.table);
    const counted = clock();
    await summariseCompound(ports, 'cmp_1', counted);
    clock.advance(HOUR);
    await board.settle('0019', { building: 4, room: '901' }, phoneOf(9));
    expect(await homes()).toEqual([5, 1, counted]);
    await summariseCompound(ports, 'cmp_1', clock());
    expect(await homes()).toEqual([6, 1, clock()]);
  });

  it('has the clock count a compound at once whose homes an earlier release did not count', async () => {
    await settleFour();
    const ports = createSummaries(engine.table);
    await summariseCompound(ports, 'cmp_1', clock());
    const { homes, ...summary } = (await ports.summaries.findSummary('str_1', 'cmp_1')) ?? fault();
    await engine.table.documents.send(
      new PutCommand({
        TableName: engine.table.name,
        Item: { pk: 'str_1', sk: 'summary#cmp_1', ...summary },
      }),
    );
    await summariseCompound(ports, 'cmp_1', clock());
    expect((await ports.summaries.findSummary('str_1', 'cmp_1'))?.homes).toEqual(homes);
    expect(homes).toHaveLength(2);
  });

  it('knows a house and nobody in it, for a week after the end', async () => {
    const until = clock() + DAY;
    const id = await board.published('cmp_1', { until });
    await (await board.reader(PHONES.mother)).open(id);
    const items = await seenItems();
    expect(items.map(({ houseId }) => houseId)).toEqual([HOUSES.family]);
    expect(JSON.stringify(items)).not.toMatch(/res_|acc_|敏/);
    expect(Number(items[0]?.ttl) * 1_000).toBe(until + 7 * DAY);
  });

  it('names the buildings that it is for, and to a captain their own alone', async () => {
    await settleFour();
    const id = await board.published('grd_1_2');
    expect((await counted(id)).map(({ building }) => building)).toEqual([4]);
    const everywhere = await board.published('cmp_1');
    const captain = board.as('building_captain', 'bld_1_3');
    expect((await counted(everywhere, captain)).map(({ building }) => building)).toEqual([3]);
    expect((await receipts(id, captain)).code).toBe('not_found');
    expect((await receipts(id, board.as('grid_worker', 'grd_1_2'))).code).toBe('not_permitted');
    expect((await receipts(id, board.as('community_worker', 'com_1'), 'cmp_2')).code).toBe(
      'not_found',
    );
  });

  it('counts nothing for whom a pass is only held', async () => {
    const { residentId } = await board.settle('000d', { building: 4, room: '101' }, phoneOf(0));
    const owner = residentBrowser(house);
    await owner.signIn(phoneOf(0));
    await owner.call('POST', `/residents/${residentId}/proxies`, {
      phone: PHONES.neighbour,
      called: '女儿',
    });
    const id = await board.published('bld_1_4');
    const daughter = await board.reader(PHONES.neighbour);
    expect(await daughter.ids()).toEqual([id]);
    expect((await daughter.open(id)).status).toBe(204);
    expect(await seenItems()).toEqual([]);
  });

  it('counts nothing of what is not for them', async () => {
    await settleFour();
    const id = await board.published('bld_1_4');
    const father = await board.reader(PHONES.father);
    expect((await father.open(id)).code).toBe('not_found');
    expect(await seenItems()).toEqual([]);
  });
});

describe('homes in which an urgent announcement was not opened', () => {
  const unseen = async (id: string, by = board.as('community_worker', 'cmp_1')) =>
    by('GET', `/compounds/cmp_1/announcements/${id}/unseen-care`);
  const homes = async (id: string) => UnseenCare.parse((await unseen(id)).body).homes;
  /** A community worker looks after one, a grid worker after another. */
  async function lookAfter(resident: string, role: 'community_worker' | 'grid_worker') {
    const node: PlaceId = role === 'grid_worker' ? 'grd_1_1' : 'cmp_1';
    await house.staffCookie(role, { node });
    const by = board.as('community_worker', 'cmp_1');
    const body = { kind: 'frail', helper: house.staffIdOf(role, node) };
    const answer = await by('PUT', `/residents/${resident}/special-care`, body);
    expect(answer.status).toBe(204);
  }

  it('are told to whoever looks after them, and are told no more once it was opened', async () => {
    const { residentId } = await board.settle('000d', { building: 4, room: '101' }, phoneOf(0));
    await lookAfter(residentId, 'community_worker');
    await lookAfter(RESIDENTS.mother, 'grid_worker');
    const id = await board.published('cmp_1', { urgent: true });
    expect(await homes(id)).toEqual([
      { residentId, maskedName: '周**', houseLabel: '4幢1单元101' },
    ]);
    await (await board.reader(phoneOf(0))).open(id);
    expect(await homes(id)).toEqual([]);
  });

  it('are named for no other announcement, nor for one that is for others', async () => {
    const { residentId } = await board.settle('000d', { building: 4, room: '101' }, phoneOf(0));
    await lookAfter(residentId, 'community_worker');
    expect((await unseen(await board.published('cmp_1'))).code).toBe('not_found');
    const ofThree = await board.published('bld_1_3', { urgent: true });
    expect(await homes(ofThree)).toEqual([]);
    const later = await board.published('cmp_1', {
      urgent: true,
      from: clock() + DAY,
      until: clock() + 2 * DAY,
    });
    expect((await unseen(later)).code).toBe('not_found');
  });

  it('are nobody’s to see but a community worker’s, for that purpose, and each look is kept', async () => {
    const id = await board.published('cmp_1', { urgent: true });
    for (const [role, node, code] of [
      ['property_manager', 'cmp_1', 'purpose_refused'],
      ['street_administrator', 'str_1', 'purpose_refused'],
      ['grid_leader', 'grd_1_1', 'purpose_refused'],
      ['grid_worker', 'grd_1_1', 'not_permitted'],
    ] as const) {
      expect([role, (await unseen(id, board.as(role, node))).code]).toEqual([role, code]);
    }
    await homes(id);
    const reads = (await itemsOf(engine.table)).filter(({ pk }) => String(pk).includes('#reads#'));
    expect(reads).toMatchObject([
      {
        record: 'announcement_receipts',
        subject: id,
        audit: { action: 'announcement.list', purpose: 'announcement', office: 'community' },
      },
    ]);
  });
});
