import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEPT_MS } from '../../../shared/retention.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { chainAtHand } from './chain-at-hand.ts';

const HOUR_MS = 3_600_000;
const FATHER = { pk: 'cmp_1', sk: `resident#${RESIDENTS.father}` };

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let hand: ReturnType<typeof chainAtHand>;
beforeEach(async () => {
  engine = await startEngine();
  clock = fixedClock();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, clock);
  hand = chainAtHand(engine.table, clock);
  await house.sealFacts();
  clock.advance(HOUR_MS);
});
afterEach(() => engine.stop());

const TableName = 'xiaoquma-test';
const behindTheBack = (Key: Record<string, string>, name: string) =>
  engine.table.documents.send(
    new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'SET maskedName = :name',
      ExpressionAttributeValues: { ':name': name },
    }),
  );

describe('comparing records with what was sealed of them', () => {
  it('finds nothing where nothing is wrong', async () => {
    const { verdicts, findings, records } = await hand.verifyAll();
    expect(findings).toEqual([]);
    expect(records).toBeGreaterThan(3);
    for (const { broken, unexplained } of verdicts)
      expect([broken, unexplained]).toEqual([undefined, 0]);
  });

  it('names the record that was changed behind the system’s back, by its pseudonymous key', async () => {
    await behindTheBack(FATHER, '赵**');
    const { findings } = await hand.verifyAll();
    expect(findings).toEqual([{ chain: 'cmp_1', ...FATHER, why: 'changed' }]);
    expect(await hand.sweep()).toBe(1);
    expect(hand.lines.join()).toContain(RESIDENTS.father);
    expect(hand.lines.join()).not.toContain('赵');
  });

  it('names a record that was deleted without facts', async () => {
    await engine.table.documents.send(new DeleteCommand({ TableName, Key: FATHER }));
    expect((await hand.verifyAll()).findings).toEqual([{ chain: 'cmp_1', ...FATHER, why: 'gone' }]);
  });

  it('names a record that somebody added with facts of their own', async () => {
    const father = (await itemsOf(engine.table)).find(({ sk }) => sk === FATHER.sk);
    const Item = { ...father, sk: 'resident#res_1_00000000000000ff' };
    await engine.table.documents.send(new PutCommand({ TableName, Item }));
    expect((await hand.verifyAll()).findings).toEqual([
      { chain: 'cmp_1', pk: 'cmp_1', sk: Item.sk, why: 'unsealed' },
    ]);
    expect(await hand.sweep()).toBe(1);
  });

  it('finds it still where the facts are long destroyed, by the chain alone', async () => {
    for (const { pk, sk } of await itemsOf(engine.table)) {
      if (!String(pk).includes('#facts#')) continue;
      await engine.table.documents.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
    }
    clock.advance(KEPT_MS.audit_facts);
    expect((await hand.verifyAll()).findings).toEqual([]);
    await behindTheBack(FATHER, '赵**');
    expect((await hand.verifyAll()).findings).toHaveLength(1);
  });
});

describe('the nightly sweep', () => {
  it('says which records since yesterday stand in no chain', async () => {
    expect(await hand.sweep()).toBe(0);
    await house.phoneOf(RESIDENTS.mother);
    await house.phoneOf(RESIDENTS.father);
    clock.advance(HOUR_MS);
    expect(await hand.sweep()).toBe(2);
    await house.sealFacts();
    expect(await hand.sweep()).toBe(0);
  });

  it('leaves to the sealer what it may still be gathering', async () => {
    await behindTheBack(FATHER, '赵**');
    clock.set(clock() - HOUR_MS);
    expect(await hand.sweep()).toBe(0);
  });
});
