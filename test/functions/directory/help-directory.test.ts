import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HelpEntry, isOpen, listHelp } from '../../../shared/directory/help-directory.ts';
import type { PlaceId } from '../../../shared/ids.ts';
import { HelpDirectory, OwnDirectory } from '../../../shared/messages/directory.ts';
import type { Role } from '../../../shared/roles.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { residentBrowser } from '../../support/resident-browser.ts';
import { PHONES, STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

let engine: TestEngine;
let house: Gatehouse;
beforeEach(async () => {
  ({ engine, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

const path = '/api/v1/manager/compounds/cmp_1/help-directory';
const as =
  (role: Role, node: PlaceId = 'cmp_1') =>
  async (method: string, body?: unknown) =>
    house.call('manager', method, path, {
      cookie: await house.staffCookie(role, { node }),
      ...(body === undefined ? {} : { body }),
    });
const manager = as('property_manager');
const weekdays = [{ days: [1, 2, 3, 4, 5], from: 8 * 60 + 30, to: 17 * 60 + 30 }];
const office = {
  need: 'property',
  name: '锦苑物业服务中心',
  phone: '0571-80000000',
  hours: weekdays,
};
/** A Wednesday in Shanghai. */
const at = (hour: number, minute = 0, day = 14) => Date.UTC(2035, 10, day, hour - 8, minute);

describe('whom to call for help', () => {
  it('is written as a whole by one of two who saw the same, and read by who lives there', async () => {
    expect((await manager('GET')).body).toEqual({ entries: [], version: 0 });
    const write = () => manager('PUT', { entries: [office], version: 0 });
    const answers = await Promise.all([write(), write()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(HelpDirectory.parse((await manager('GET')).body)).toEqual({
      entries: [office],
      version: 1,
    });
    const item = (await itemsOf(engine.table)).find(({ sk }) => sk === 'help-directory');
    expect(item).toMatchObject({ audit: { action: 'directory.edit', by: STAFF.manager } });
    const readBy = async (phone: string) => {
      const browser = residentBrowser(house);
      await browser.signIn(phone);
      return OwnDirectory.parse((await browser.call('GET', '/help-directory')).body).compounds;
    };
    expect(await readBy(PHONES.father)).toEqual([
      { compoundId: 'cmp_1', compoundName: '锦苑小区', entries: [office] },
    ]);
    expect(await readBy(PHONES.neighbour)).toMatchObject([{ compoundId: 'cmp_2', entries: [] }]);
  });

  it('is kept by the property office and the community, and by nobody else', async () => {
    for (const role of ['front_desk', 'grid_leader', 'street_administrator'] as const) {
      const node = {
        front_desk: 'cmp_1',
        grid_leader: 'grd_1_1',
        street_administrator: 'str_1',
      } as const;
      const { code } = await as(role, node[role])('PUT', { entries: [], version: 0 });
      expect([role, code]).toEqual([role, 'not_permitted']);
    }
    expect((await as('community_worker', 'com_1')('GET')).status).toBe(200);
    expect((await as('property_manager', 'cmp_2')('GET')).code).toBe('not_permitted');
  });

  it.each([
    ['somebody’s own number', { phone: '13900001234' }, 'entries.0.phone'],
    ['the same with its country', { phone: '+8613900001234' }, 'entries.0.phone'],
    ['the same with dashes', { phone: '139-0000-1234' }, 'entries.0.phone'],
    ['no number', { phone: '物业' }, 'entries.0.phone'],
    ['a need that nobody has', { need: 'fortune' }, 'entries.0.need'],
    [
      'hours that end before they begin',
      { hours: [{ days: [1], from: 600, to: 60 }] },
      'entries.0.hours.0',
    ],
    ['a day twice', { hours: [{ days: [1, 1], from: 60, to: 600 }] }, 'entries.0.hours.0'],
  ])('takes no entry with %s', async (_, changed, field) => {
    const { code, field: named } = await manager('PUT', {
      entries: [{ ...office, ...changed }],
      version: 0,
    });
    expect([code, named]).toEqual(['invalid_input', field]);
  });

  it.each([
    '110',
    '12345',
    '96345',
    '0571-80000000',
    '0571 8000 0000',
    '400-100-1234',
    '021-55551234-802',
  ])('takes %s as the number of an office', (phone) => {
    expect(HelpEntry.safeParse({ ...office, phone }).success).toBe(true);
  });

  it('takes sixty entries and no more', async () => {
    const entries = (count: number) => Array.from({ length: count }, () => office);
    expect((await manager('PUT', { entries: entries(61), version: 0 })).code).toBe('invalid_input');
    expect((await manager('PUT', { entries: entries(60), version: 0 })).status).toBe(200);
  });
});

describe('who answers now', () => {
  it.each([
    [at(8, 29), false],
    [at(8, 30), true],
    [at(17, 29), true],
    [at(17, 30), false],
    [at(12, 0, 17), false],
  ])('is told by the day and minute in Shanghai', (now, open) => {
    expect(isOpen({ hours: weekdays }, now)).toBe(open);
    expect(isOpen({}, now)).toBe(true);
  });

  it('stands first, each by need, and the numbers of the country are always there', () => {
    const entry = HelpEntry.parse(office);
    const kitchen = HelpEntry.parse({
      need: 'elder_meals',
      name: '锦苑社区食堂',
      phone: '0571-80000009',
      hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 16 * 60, to: 19 * 60 }],
    });
    const names = (now: number) => listHelp([kitchen, entry], now).map(({ name }) => name);
    expect(names(at(9)).slice(0, 5)).toEqual(['急救', '报警', '火警', '道路交通事故', office.name]);
    expect(names(at(9)).at(-1)).toBe(kitchen.name);
    expect(names(at(18)).at(-1)).toBe(office.name);
    expect(listHelp([], at(3)).every(({ open }) => open)).toBe(true);
    const own = HelpEntry.parse({ need: 'emergency', name: '急救(本院)', phone: '120' });
    expect(listHelp([own], at(9)).filter(({ phone }) => phone === '120')).toHaveLength(1);
  });
});
