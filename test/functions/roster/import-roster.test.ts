import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetUnusedNumber, tiesLeft } from '../../../functions/identity/index.ts';
import { RegisterPage } from '../../../shared/messages/register.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { failingFrom } from '../../support/failing-table.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { addHouses, rosterDesk } from '../../support/roster-desk.ts';
import { accountOfPhone, layStreet, PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const HOUR_MS = 3_600_000;
let engine: TestEngine;
let house: Gatehouse;
let desk: ReturnType<typeof rosterDesk>;
beforeEach(async () => {
  engine = await startEngine();
  await layStreet(engine.table);
  await addHouses(engine.table, 10, 12);
  house = await openGatehouse(engine.table, fixedClock());
  desk = rosterDesk(house);
});
afterEach(() => engine.stop());

const LI = ['11-1-101', '李雷', '业主', '13811110001'];
const HAN = ['11-1-102', '韩梅梅', '租客', ''];
const WANG = ['3-2-501', '王建国', '业主', PHONES.father];
const many = (people: number) =>
  Array.from({ length: people }, (_, at) => [
    `${11 + (at % 10)}-${1 + (Math.floor(at / 10) % 2)}-${1 + (Math.floor(at / 20) % 12)}01`,
    `孙${String.fromCodePoint(0x4e00 + at)}`,
    at % 3 === 0 ? '业主' : '家属',
    at % 4 === 0 ? '' : `138${String(20_000_000 + at)}`,
  ]);
const namesNow = async () =>
  (await house.stores.residents.listResidents('cmp_1')).map(({ name }) => name).sort();
const STREET = ['欧阳敏', '王小雨', '王建国'];
const sorted = (...names: string[]) => [...names].sort();

describe('a roster is imported', () => {
  it('once it is confirmed, and nothing is written before', async () => {
    const preview = await desk.preview([LI, HAN]);
    expect(preview).toMatchObject({
      import: { state: 'previewed', rows: 2, errors: 0, duplicates: 0, withoutPhone: 1 },
      sample: [{ row: 2, maskedName: '李**', houseLabel: '11幢1单元101', hasPhone: true }, {}],
    });
    expect(await namesNow()).toEqual(sorted(...STREET));
    expect((await desk.confirm(preview.import)).body).toMatchObject({ state: 'confirmed' });
    expect(await namesNow()).toEqual(sorted(...STREET));
    await desk.work();
    expect(await desk.read(preview.import.importId)).toMatchObject({
      state: 'done',
      done: 2,
      counts: { registered: 2 },
    });
    expect(await namesNow()).toEqual(sorted(...STREET, '李雷', '韩梅梅'));
  });

  it('with its facts in everybody, and the number as a pseudonym alone', async () => {
    const { importId } = await desk.importAll([LI]);
    const items = await itemsOf(engine.table);
    const li = items.find(({ name }) => name === '李雷');
    expect(li).toMatchObject({
      importId,
      tie: 'owner',
      building: '11幢',
      class: 'resident',
      version: 1,
      accountId: accountOfPhone('13811110001'),
      audit: { action: 'roster.import', purpose: 'import', office: 'property' },
    });
    expect(JSON.stringify(items)).not.toContain('13811110001');
  });

  it('once, however often it is confirmed and worked on', async () => {
    const done = await desk.importAll([LI, HAN]);
    const before = await itemsOf(engine.table);
    expect((await desk.confirm(done)).status).toBe(200);
    await desk.work();
    expect(await itemsOf(engine.table)).toEqual(before);
  });

  it('to the end, wherever the power goes out, and nobody twice', {
    timeout: 120_000,
  }, async () => {
    const rows = many(230);
    const preview = await desk.preview(rows);
    await desk.confirm(preview.import);
    for (const command of [1, 4, 40, 400, 900, 905, 910, 915, 1000]) {
      await desk.work(failingFrom(engine.table, command)).catch(() => undefined);
      house.clock.advance(60_001);
    }
    await desk.work();
    expect(await desk.read(preview.import.importId)).toMatchObject({
      state: 'done',
      done: 230,
      counts: { registered: 230 },
    });
    const people = await house.stores.residents.listResidents('cmp_1');
    const imported = people.filter(({ importId }) => importId === preview.import.importId);
    expect(imported.map(({ name }) => name).sort()).toEqual(rows.map(([, name]) => name).sort());
  });

  it('and its people are shown as importing until all of them are there', async () => {
    const list = async (asked: object) => {
      const { body } = await house.call(
        'manager',
        'POST',
        '/api/v1/manager/compounds/cmp_1/register',
        {
          cookie: await house.staffCookie('property_manager', { now: house.clock() }),
          body: asked,
        },
      );
      return RegisterPage.parse(body).residents;
    };
    const preview = await desk.preview(many(230));
    await desk.confirm(preview.import);
    await desk.work(failingFrom(engine.table, 600)).catch(() => undefined);
    const half = await list({ state: 'importing' });
    expect(half).toHaveLength(50);
    expect(new Set(half.map(({ state }) => state))).toEqual(new Set(['importing']));
    expect(await list({ state: 'active' })).toHaveLength(STREET.length);
    expect((await list({})).map(({ state }) => state)).toContain('importing');
    house.clock.advance(60_001);
    await desk.work();
    expect(await list({ state: 'importing' })).toEqual([]);
    expect(await list({ state: 'active' })).toHaveLength(50);
  });

  it('by one run at a time', async () => {
    const preview = await desk.preview(many(230));
    await desk.confirm(preview.import);
    await Promise.all([desk.work(), desk.work(), desk.work()]);
    await desk.work();
    const { state, counts } = await desk.read(preview.import.importId);
    expect([state, counts.registered]).toEqual(['done', 230]);
  });

  it('and leaves nothing of its rows behind', async () => {
    const { importId } = await desk.importAll([LI, HAN]);
    const left = (await itemsOf(engine.table)).filter(({ pk }) => String(pk).includes(importId));
    expect(left.map(({ sk }) => sk)).toEqual(['progress']);
  });
});

describe('nothing is imported', () => {
  it('while one row is in error, and nobody’s data is kept', async () => {
    const preview = await desk.preview([LI, ['99-999', '韩梅梅', '租客', '']]);
    expect(preview.import).toMatchObject({ rows: 2, errors: 1, inError: 1 });
    expect(await desk.errors(preview.import.importId)).toMatchObject([
      { row: 3, column: 'A', header: '房号', found: '99-999', code: 'house_unknown' },
    ]);
    const { status, code } = await desk.confirm(preview.import);
    expect([status, code]).toEqual([409, 'state_conflict']);
    await desk.work();
    expect(await namesNow()).toEqual(sorted(...STREET));
    const kept = JSON.stringify(await itemsOf(engine.table));
    expect(kept).not.toContain('李雷');
  });

  it('a day after its preview', async () => {
    const preview = await desk.preview([LI]);
    house.clock.advance(24 * HOUR_MS);
    const { status, code } = await desk.confirm(preview.import);
    expect([status, code]).toEqual([404, 'not_found']);
  });

  it('where another number of rows is confirmed than was shown', async () => {
    const preview = await desk.preview([LI]);
    const { code } = await desk.confirm({ ...preview.import, rows: 2 });
    expect(code).toBe('state_conflict');
  });

  it('where the file is refused, with the reason as its code', async () => {
    const refused = await desk.send(new Uint8Array(Buffer.from('MZ')), '名单.xlsx');
    expect([refused.status, refused.code]).toEqual([422, 'roster_not_a_table']);
    const nameless = await desk.send(new Uint8Array(Buffer.from('MZ')), '');
    expect([nameless.status, nameless.field]).toEqual([400, 'fileName']);
  });
});

describe('who may be there already', () => {
  it('stands in the way until somebody says who it is', async () => {
    const preview = await desk.preview([WANG, LI, LI]);
    const asked = await desk.duplicates(preview.import.importId);
    expect(asked).toMatchObject([
      { row: 2, maskedName: '王**', houseLabel: '3幢2单元501', samePhone: true },
      { row: 4, maskedName: '李**', otherRow: 3, samePhone: true },
    ]);
    expect((await desk.confirm(preview.import)).code).toBe('roster_unanswered');
    const half = await desk.confirm(preview.import, { choices: [{ row: 2, choice: 'skip' }] });
    expect(half.code).toBe('roster_unanswered');
    const whole = await desk.confirm(preview.import, {
      choices: [{ row: 2, choice: 'skip' }],
      others: 'register',
    });
    expect(whole.status).toBe(200);
    await desk.work();
    expect(await namesNow()).toEqual(sorted(...STREET, '李雷', '李雷'));
    expect((await desk.read(preview.import.importId)).counts).toMatchObject({
      registered: 2,
      skipped: 1,
    });
  });

  it('is corrected where it is the same person with another number', async () => {
    const preview = await desk.preview([['3-2-501', '王建国', '租客', '13811119999']]);
    expect(await desk.duplicates(preview.import.importId)).toMatchObject([{ samePhone: false }]);
    await desk.confirm(preview.import, { others: 'update' });
    await desk.work();
    const father = await house.stores.residents.findResident(RESIDENTS.father);
    expect(father).toMatchObject({
      tie: 'tenant',
      accountId: accountOfPhone('13811119999'),
      version: 2,
    });
    const links = (await itemsOf(engine.table)).filter(
      ({ pk, sk }) => /^phone#[^#]+$/.test(String(pk)) && sk === `resident#${RESIDENTS.father}`,
    );
    expect(links.map(({ pk }) => pk)).toEqual([`phone#${accountOfPhone('13811119999')}`]);
  });
});

describe('an import is withdrawn', () => {
  it('whole, and what it made goes with it', async () => {
    const before = await itemsOf(engine.table);
    const done = await desk.importAll(many(230));
    const imported = await itemsOf(engine.table);
    expect((await desk.withdraw(done)).body).toMatchObject({ state: 'withdrawing' });
    await desk.work();
    // From the stream, like every number that is nobody's any more.
    for (const item of imported) {
      await forgetUnusedNumber(engine.table, await tiesLeft(engine.table, { before: item }));
    }
    expect(await desk.read(done.importId)).toMatchObject({
      state: 'withdrawn',
      counts: { removed: 230, left: 0 },
    });
    const about = ({ pk, sk }: Record<string, unknown>) => `${pk} ${sk}`;
    const known = new Set([
      ...before.map(about),
      `cmp_1 roster#${done.importId}`,
      `cmp_1#roster#${done.importId} progress`,
    ]);
    const more = (await itemsOf(engine.table)).map(about).filter((key) => !known.has(key));
    expect(more.filter((key) => !/^session#|^phone#.* staff#|#gone /.test(key))).toEqual([]);
  });

  it('also while it is still at work', async () => {
    const preview = await desk.preview(many(230));
    await desk.confirm(preview.import);
    await desk.work(failingFrom(engine.table, 220)).catch(() => undefined);
    house.clock.advance(60_001);
    expect((await namesNow()).length).toBeGreaterThan(STREET.length);
    expect((await desk.withdraw(preview.import)).status).toBe(200);
    await desk.work();
    expect(await namesNow()).toEqual(sorted(...STREET));
    expect((await desk.read(preview.import.importId)).state).toBe('withdrawn');
  });

  it('with the passes of whoever it made, for the reason that they were the wrong person', async () => {
    const done = await desk.importAll([LI]);
    const li = (await house.stores.residents.listResidents('cmp_1')).find(
      ({ name }) => name === '李雷',
    );
    const path = `/api/v1/manager/residents/${li?.residentId}/card`;
    const cookie = await house.staffCookie('property_manager');
    expect((await house.call('manager', 'POST', path, { cookie, body: {} })).status).toBe(200);
    await desk.withdraw(done);
    await desk.work();
    const cards = (await itemsOf(engine.table)).filter(({ sk }) => String(sk).startsWith('pass#'));
    expect(cards).toMatchObject([{ state: 'revoked', stateChange: { reason: 'wrong_person' } }]);
  });

  it('but for who was changed by hand since', async () => {
    const done = await desk.importAll([LI, HAN]);
    const correction = await desk.preview([['11-1-101', '李雷', '租客', '13811110001']]);
    await desk.confirm(correction.import, { others: 'update' });
    await desk.work();
    await desk.withdraw(done);
    await desk.work();
    expect((await desk.read(done.importId)).counts).toMatchObject({ removed: 1, left: 1 });
    expect(await namesNow()).toEqual(sorted(...STREET, '李雷'));
  });

  it('by nobody who does not know how many it made', async () => {
    const done = await desk.importAll([LI]);
    const { status, field } = await desk.withdraw({ ...done, rows: 2 });
    expect([status, field]).toEqual([400, 'rows']);
  });
});

it('no identity number is kept, logged or answered, wherever in the file it stands', async () => {
  const ID = '330106199001011234';
  const parts = ['33010619900101123', '19900101', '3301061990'];
  const header = ['房号', '姓名', '身份', '手机', '身份证号', '备注'];
  const rows = [
    ['11-1-101', '李雷', '业主', '', ID, `证 ${ID}`],
    ['11-1-102', `韩梅梅 ${ID}`, ID, '330106 19900101 1234', '', ''],
    [ID, '王五', '业主', ID, '', ''],
  ];
  const { workbookOf } = await import('../../support/roster-files.ts');
  for (const [name, lines] of [
    [`${ID}.xlsx`, [[`名单 ${ID}`], header, ...rows]],
    ['一人.xlsx', [header, ...rows.slice(0, 1)]],
  ] as const) {
    const sent = await desk.send(new Uint8Array(await workbookOf(lines)), name);
    expect(sent.status).toBe(200);
    const { importId } = Object(sent.body).import;
    const said = JSON.stringify([sent.body, await desk.errors(importId)]);
    for (const part of parts) expect(said).not.toContain(part);
    await desk.confirm(Object(sent.body).import);
    await desk.work();
  }
  expect(await namesNow()).toContain('李雷');
  const kept = JSON.stringify([await itemsOf(engine.table), house.lines]);
  for (const part of parts) expect(kept).not.toContain(part);
});
