import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PastAnnouncements } from '../../../shared/messages/announcements.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { PHONES, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { DAY, HOUR, newKey, noticeboard } from './noticeboard.ts';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let board: ReturnType<typeof noticeboard>;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  board = noticeboard(house);
});
afterEach(() => engine.stop());

const IN_FOUR = '13900004444';
const textOf = (title: string) => ({ zh: { title, body: '详见物业。' } });

describe('an announcement', () => {
  it('is read by those whose house lies where it is for, and by nobody else', async () => {
    await board.settle('000d', { building: 4, room: '101' }, IN_FOUR);
    const street = board.as('street_administrator', 'str_1');
    const community = board.as('community_worker', 'com_1');
    const captain = board.as('building_captain', 'bld_1_4');
    const leader = board.as('grid_leader', 'grd_1_1');
    const ofThree = await board.published('bld_1_3');
    const ofFour = await board.published('bld_1_4', {}, captain);
    const ofGrid = await board.published('grd_1_1', {}, leader);
    const ofCompound = await board.published('cmp_1');
    const ofCommunity = await board.published('com_1', {}, community);
    const ofStreet = await board.published('str_1', {}, street);
    const elsewhere = await board.published('cmp_2', {}, community);
    const everywhere = [ofStreet, ofCommunity];
    const [three, four, away] = await Promise.all(
      [PHONES.father, IN_FOUR, PHONES.neighbour].map((phone) => board.reader(phone)),
    );
    expect((await three?.ids())?.sort()).toEqual(
      [ofThree, ofGrid, ofCompound, ...everywhere].sort(),
    );
    expect((await four?.ids())?.sort()).toEqual([ofFour, ofCompound, ...everywhere].sort());
    expect((await away?.ids())?.sort()).toEqual([elsewhere, ...everywhere].sort());
  });

  it('is signed by the office, and by nobody by name', async () => {
    await board.settle('000d', { building: 4, room: '101' }, undefined);
    for (const [role, node, place, name] of [
      ['property_manager', 'cmp_1', 'bld_1_3', '锦苑物业'],
      ['community_worker', 'com_1', 'cmp_1', '锦苑社区'],
      ['street_administrator', 'str_1', 'com_1', '青枫街道办事处'],
      ['building_captain', 'bld_1_4', 'bld_1_4', '锦苑小区4幢楼栋长'],
      ['grid_leader', 'grd_1_1', 'grd_1_1', '锦苑社区第一网格'],
    ] as const) {
      const by = board.as(role, node);
      const id = await board.published(place, {}, by);
      expect((await board.onDesk(id)).signedBy.name).toBe(name);
      const offered = (await board.desk(by)).places.find((one) => one.place === place);
      expect(offered?.signedBy).toBe(name);
    }
  });

  it('is published only where somebody holds a role for it, and below', async () => {
    for (const [role, node, place] of [
      ['property_manager', 'cmp_1', 'com_1'],
      ['property_manager', 'cmp_1', 'cmp_2'],
      ['property_manager', 'cmp_1', 'bld_1_77'],
      ['community_worker', 'com_1', 'str_1'],
      ['building_captain', 'bld_1_3', 'cmp_1'],
      ['building_captain', 'bld_1_3', 'grd_1_1'],
      ['grid_leader', 'grd_1_1', 'cmp_1'],
      ['grid_worker', 'grd_1_1', 'grd_1_1'],
      ['property_manager', 'cmp_1', 'unt_1_3_2'],
    ] as const) {
      const { status, code } = await board.publish(place, {}, board.as(role, node));
      expect([role, place, status, code]).toEqual([role, place, 403, 'not_permitted']);
    }
    const placesOf = async (by?: ReturnType<typeof board.as>) =>
      (await board.desk(by)).places.map(({ place }) => place);
    expect(await placesOf()).toEqual(['cmp_1', 'grd_1_1', 'bld_1_3']);
    expect(await placesOf(board.as('building_captain', 'bld_1_3'))).toEqual(['bld_1_3']);
    expect(await placesOf(board.as('community_worker', 'com_1'))).toContain('com_1');
  });

  it('shows from its time on, until its time', async () => {
    const reader = await board.reader(PHONES.father);
    const id = await board.published('cmp_1', {
      from: clock() + HOUR,
      until: clock() + 3 * HOUR,
    });
    expect(await reader.ids()).toEqual([]);
    expect((await reader.open(id)).code).toBe('not_found');
    expect((await board.onDesk(id)).state).toBe('scheduled');
    clock.advance(HOUR);
    expect(await reader.ids()).toEqual([id]);
    expect((await board.onDesk(id)).state).toBe('showing');
    clock.advance(2 * HOUR);
    expect(await reader.ids()).toEqual([]);
    expect((await board.desk()).current).toEqual([]);
  });

  it('shows the urgent ones first, and the newest before the others', async () => {
    const reader = await board.reader(PHONES.father);
    const first = await board.published('cmp_1');
    clock.advance(60_000);
    const urgent = await board.published('cmp_1', { urgent: true });
    clock.advance(60_000);
    const last = await board.published('bld_1_3');
    expect(await reader.ids()).toEqual([urgent, last, first]);
  });

  it('is answered 304 to a page that has what shows', async () => {
    await board.published('cmp_1');
    const cookie = await house.residentCookie(PHONES.father, ['res_1_0000000000000001']);
    const ask = (headers = {}) =>
      house.call('resident', 'GET', '/api/v1/resident/announcements', { cookie, headers });
    const etag = (await ask()).headers.get('etag') ?? '';
    const has = { 'if-none-match': etag };
    expect((await ask(has)).status).toBe(304);
    await board.published('cmp_1');
    expect((await ask(has)).status).toBe(200);
  });
});

describe('what is written', () => {
  it.each([
    ['no title', { zh: { title: ' ', body: '有' } }, 'zh.title'],
    ['a title of more than 60', { zh: { title: '长'.repeat(61), body: '有' } }, 'zh.title'],
    ['a title of two lines', { zh: { title: '一\n二', body: '有' } }, 'zh.title'],
    ['100,000 characters', { zh: { title: '有', body: '长'.repeat(20_000) } }, 'zh.body'],
    ['a link that is not https', textOf('看 http://example.cn'), 'zh.title'],
    ['such a link in its body', { zh: { title: '有', body: 'see http://a.cn' } }, 'zh.body'],
    ['signs that are no text', { zh: { title: '有', body: 'a\u0007b' } }, 'zh.body'],
    ['half a translation', { en: { title: 'Water', body: '' } }, 'en.body'],
    ['an end before the beginning', { until: 1 }, 'until'],
    ['more than 90 days', { until: Date.UTC(2099, 1, 1) }, 'until'],
    ['a beginning far ahead', { from: Date.UTC(2099, 1, 1), until: Date.UTC(2099, 1, 2) }, 'from'],
    ['somebody’s name as the signature', { signedBy: '张三' }, 'signedBy'],
  ])('is refused with %s', async (_, changed, field) => {
    const answer = await board.publish('cmp_1', changed);
    expect([answer.code, answer.field]).toEqual(['invalid_input', field]);
  });

  it('keeps its lines and its translation, and an https address as text', async () => {
    const zh = { title: '停水', body: '第一行\r\n第二行 https://example.gov.cn/a' };
    const en = { title: 'Water off', body: 'Line one\nLine two' };
    await board.published('cmp_1', { zh, en });
    const [shown] = await (await board.reader(PHONES.father)).list();
    expect(shown?.zh.body).toBe('第一行\n第二行 https://example.gov.cn/a');
    expect(shown?.en).toEqual(en);
  });
});

describe('the same draft', () => {
  it('is published once, however often it is sent', async () => {
    const draft = { key: newKey(), ...board.said() };
    const send = () => board.manager('POST', '/places/cmp_1/announcements', draft);
    const answers = await Promise.all([send(), send(), send()]);
    clock.advance(60_000);
    answers.push(await send());
    const ids = answers.map(({ body }) => Object(body).announcementId);
    expect(new Set(ids).size).toBe(1);
    expect((await board.desk()).current).toHaveLength(1);
  });

  it('is another’s for another person, and with another text a conflict', async () => {
    const draft = { key: newKey(), ...board.said() };
    const path = '/places/cmp_1/announcements';
    await board.manager('POST', path, draft);
    const changed = { ...draft, ...textOf('停电') };
    expect((await board.manager('POST', path, changed)).code).toBe('state_conflict');
    const other = board.as('community_worker', 'com_1');
    expect((await other('POST', path, draft)).status).toBe(200);
    expect((await board.desk()).current).toHaveLength(2);
  });
});

describe('a change', () => {
  const edit = (id: string, body: object, by = board.manager) =>
    by('PUT', `/announcements/${id}`, body);

  it('is another version while nobody has seen it, and no change afterwards', async () => {
    const from = clock() + HOUR;
    const id = await board.published('cmp_1', { from });
    const changed = { ...board.said({ from: from + HOUR, ...textOf('改期') }), version: 1 };
    expect((await edit(id, changed)).body).toEqual({ version: 2 });
    expect((await edit(id, changed)).code).toBe('state_conflict');
    expect((await board.desk()).current).toMatchObject([
      { zh: { title: '改期' }, version: 2, from: from + HOUR },
    ]);
    clock.advance(2 * HOUR);
    const late = await edit(id, { ...board.said(), version: 2 });
    expect(late.code).toBe('state_conflict');
    expect(await (await board.reader(PHONES.father)).ids()).toEqual([id]);
  });

  it('takes one down for everybody at once, and stays so', async () => {
    const reader = await board.reader(PHONES.father);
    const id = await board.published('bld_1_3');
    const down = () => board.manager('PUT', `/announcements/${id}/withdrawal`, { version: 1 });
    const elsewhere = board.as('property_manager', 'cmp_2');
    expect((await elsewhere('PUT', `/announcements/${id}/withdrawal`, { version: 1 })).code).toBe(
      'not_permitted',
    );
    expect(await reader.ids()).toEqual([id]);
    expect((await down()).status).toBe(204);
    expect((await down()).status).toBe(204);
    expect(await reader.ids()).toEqual([]);
    expect((await reader.open(id)).code).toBe('not_found');
    expect((await board.desk()).current).toEqual([]);
  });

  it('corrects by one write: the old one goes as the new one comes, and says what it is', async () => {
    const reader = await board.reader(PHONES.father);
    const old = await board.published('cmp_1', { urgent: true });
    const corrects = { announcementId: old, version: 1 };
    const stale = { ...corrects, version: 7 };
    expect((await board.publish('cmp_1', { corrects: stale })).code).toBe('state_conflict');
    const captain = board.as('building_captain', 'bld_1_3');
    expect((await board.publish('bld_1_3', { corrects }, captain)).code).toBe('not_permitted');
    expect(await reader.ids()).toEqual([old]);
    const right = await board.published('cmp_1', { corrects, ...textOf('更正时间') });
    expect(await reader.list()).toMatchObject([{ announcementId: right, isCorrection: true }]);
    const told = (await itemsOf(engine.table)).filter(({ pk }) => pk === 'urgent-announcements');
    expect(told).toEqual([]);
  });

  it('carries who did it, for what, and counts its version on', async () => {
    const id = await board.published('cmp_1');
    await board.manager('PUT', `/announcements/${id}/withdrawal`, { version: 1 });
    const item = (await itemsOf(engine.table)).find(({ sk }) => sk === `announcement#${id}`);
    expect(item).toMatchObject({
      version: 2,
      audit: {
        action: 'announcement.withdraw',
        by: STAFF.manager,
        office: 'property',
        purpose: 'announcement',
        place: 'cmp_1',
      },
    });
    expect(Number(item?.ttl) * 1_000).toBe(clock() + 365 * DAY);
  });
});

describe('what is over', () => {
  const past = async (cursor?: string, by = board.manager) =>
    PastAnnouncements.parse(
      (await by('POST', '/compounds/cmp_1/past-announcements', cursor ? { cursor } : {})).body,
    );

  it('is listed by the page, the latest first, of every board around the compound', async () => {
    const community = board.as('community_worker', 'com_1');
    const ended: string[] = [];
    for (let at = 0; at < 23; at++) {
      const by = at % 3 === 0 ? community : board.manager;
      const place = at % 3 === 0 ? 'com_1' : 'cmp_1';
      ended.push(await board.published(place, { until: clock() + HOUR + at }, by));
    }
    const down = await board.published('cmp_1');
    await board.manager('PUT', `/announcements/${down}/withdrawal`, { version: 1 });
    expect((await past()).announcements.map(({ state }) => state)).toEqual(['withdrawn']);
    clock.advance(2 * HOUR);
    const first = await past();
    const second = await past(first.cursor);
    const listed = [...first.announcements, ...second.announcements];
    expect(first.announcements).toHaveLength(20);
    expect(second.cursor).toBeUndefined();
    expect(listed.map(({ announcementId }) => announcementId)).toEqual([...ended.reverse(), down]);
    expect(listed.every(({ mayChange }) => !mayChange)).toBe(true);
    const made = await board.manager('POST', '/compounds/cmp_1/past-announcements', {
      cursor: Buffer.from('1 house#hou_1').toString('base64url'),
    });
    expect([made.code, made.field]).toEqual(['invalid_input', 'cursor']);
  });

  it('is told for a year', async () => {
    await board.published('cmp_1');
    const toldAfter = async (days: number) => {
      const page = { nowMs: clock() + days * DAY, most: 9 };
      return (await house.stores.board.announcements.listPast('cmp_1', page)).length;
    };
    expect([await toldAfter(0), await toldAfter(365), await toldAfter(366)]).toEqual([0, 1, 0]);
  });
});
