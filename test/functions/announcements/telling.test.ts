import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  TELLING_HELD_MS,
  type TellAccount,
  tellResidents,
} from '../../../functions/announcements/tell-residents.ts';
import { createTellingStore } from '../../../functions/announcements/telling-store-dynamo.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { accountOfPhone, PHONES } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { DAY, HOUR, noticeboard } from './noticeboard.ts';

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let board: ReturnType<typeof noticeboard>;
let told: string[];

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  board = noticeboard(house);
  told = [];
});
afterEach(() => engine.stop());

const IN_FOUR = '13900004444';
const note: TellAccount = async ({ accountId, announcement }) => {
  told.push(`${announcement.zh.title} ${accountId}`);
};
function run({ id = 'a', tell = note, endsAt = Number.MAX_SAFE_INTEGER } = {}) {
  const ports = {
    tellings: createTellingStore(engine.table),
    announcements: house.stores.board.announcements,
    compounds: house.stores.compounds,
    residents: house.stores.residents,
    tell,
  };
  return tellResidents(ports, { id, clock, endsAt });
}
const names = (...phones: string[]) => phones.map((phone) => accountOfPhone(phone)).sort();
const whoWasTold = () => told.map((one) => one.split(' ')[1]).sort();
const leftToTell = async () =>
  (await itemsOf(engine.table)).filter(({ pk }) => pk === 'urgent-announcements').length;
const urgent = (changed: object = {}) => ({ urgent: true, ...changed });

describe('of an urgent announcement', () => {
  it('everybody with a phone is told who lives where it is for, each number once', async () => {
    await board.settle('000d', { building: 4, room: '101' }, IN_FOUR);
    await board.settle('000e', { building: 4, room: '102' }, undefined);
    await board.published('cmp_1', urgent());
    await run();
    expect(whoWasTold()).toEqual(names(PHONES.father, PHONES.mother, IN_FOUR));
    expect(await leftToTell()).toBe(0);
    await run();
    expect(told).toHaveLength(3);
  });

  it('of a building its people, of a community those of all its compounds', async () => {
    await board.settle('000d', { building: 4, room: '101' }, IN_FOUR);
    await board.published('bld_1_4', urgent());
    await run();
    expect(whoWasTold()).toEqual(names(IN_FOUR));
    told = [];
    await board.published('com_1', urgent(), board.as('community_worker', 'com_1'));
    await run();
    expect(whoWasTold()).toEqual(names(PHONES.father, PHONES.mother, IN_FOUR, PHONES.neighbour));
  });

  it('nobody is told before it shows, nor once it was withdrawn, nor of one that is not urgent', async () => {
    await board.published('cmp_1');
    const from = clock() + HOUR;
    const id = await board.published('cmp_1', urgent({ from, until: from + DAY }));
    const gone = await board.published('cmp_1', urgent());
    await board.manager('PUT', `/announcements/${gone}/withdrawal`, { version: 1 });
    await run();
    expect(told).toEqual([]);
    clock.advance(HOUR);
    await run();
    expect(whoWasTold()).toEqual(names(PHONES.father, PHONES.mother));
    expect(id).toMatch(/^ann_cmp_1_/);
  });

  it('two runs at once tell everybody once; a dead one is followed after a minute', async () => {
    await board.published('cmp_1', urgent());
    await Promise.all([run({ id: 'a' }), run({ id: 'b' })]);
    expect(told).toHaveLength(2);
    await board.published('cmp_1', urgent());
    const died = run({
      id: 'c',
      tell: async () => {
        throw new Error('the process died');
      },
    });
    await expect(died).rejects.toThrow('died');
    await run({ id: 'd' });
    expect(told).toHaveLength(2);
    clock.advance(TELLING_HELD_MS);
    await run({ id: 'd' });
    expect(told).toHaveLength(4);
    expect(await leftToTell()).toBe(0);
  });

  it('a run whose time is over leaves the rest to the next, which begins at once', async () => {
    await board.published('cmp_1', urgent());
    await run({ id: 'a', endsAt: clock() });
    expect(told).toEqual([]);
    await run({ id: 'b' });
    expect(told).toHaveLength(2);
  });
});
