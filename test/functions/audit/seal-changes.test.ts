import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealChanges } from '../../../functions/audit/index.ts';
import { unpackFacts } from '../../../functions/audit/packed-facts.ts';
import { noteDeletion } from '../../../functions/platform/deletion-dynamo.ts';
import { transact } from '../../../functions/platform/transaction-dynamo.ts';
import { KEPT_MS } from '../../../shared/retention.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { itemsOf } from '../../support/table-items.ts';
import { chainAtHand, made, recordAt } from './chain-at-hand.ts';

let engine: TestEngine;
let clock: FixedClock;
let hand: ReturnType<typeof chainAtHand>;
beforeEach(async () => {
  engine = await startEngine();
  clock = fixedClock();
  hand = chainAtHand(engine.table, clock);
});
afterEach(() => engine.stop());

const many = (count: number, from = 1) =>
  Array.from({ length: count }, (_, n) => made(clock, { n: n + from }));
const factsOf = async () =>
  (await hand.linksOf()).flatMap(({ packed }) =>
    packed === undefined ? [] : unpackFacts(packed).map(({ fact }) => fact),
  );
const chainItems = async () =>
  (await itemsOf(engine.table)).filter(({ pk }) => String(pk).endsWith('#chain'));

describe('sealing', () => {
  it('puts up to 25 facts into a link, and links into a chain that holds', async () => {
    expect(await hand.seal(...many(60))).toBe(60);
    expect(await hand.verify()).toMatchObject({ links: 3, facts: 60, unexplained: 0 });
    expect((await hand.verify()).broken).toBeUndefined();
  });

  it('keeps a full link within a kilobyte, and its facts within two', async () => {
    await hand.seal(...many(25));
    const size = (item: object) =>
      Object.entries(item).reduce(
        (sum, [name, value]) =>
          sum + name.length + (value instanceof Uint8Array ? value.length : String(value).length),
        0,
      );
    for (const item of await chainItems()) expect(size(item)).toBeLessThan(1_024);
    const facts = (await itemsOf(engine.table)).filter(({ pk }) => String(pk).includes('#facts#'));
    for (const item of facts) expect(size(item)).toBeLessThan(2_048);
  });

  it('says nothing in the chain but hashes and a time', async () => {
    await hand.seal(made(clock));
    const [item = {}] = await chainItems();
    expect(Object.keys(item).sort()).toEqual(['at', 'leaves', 'number', 'pk', 'previous', 'sk']);
  });

  it('seals a change once, however often it comes and in whatever company', async () => {
    await hand.seal(...many(3));
    clock.advance(3_600_000);
    const late = made(clock, { n: 9 });
    clock.advance(60_000);
    expect(await hand.seal(late, ...many(3).map((change) => ({ ...change })), late)).toBe(4);
    expect(await hand.seal(late)).toBe(0);
    expect(await hand.verify()).toMatchObject({ facts: 7 });
  });

  it('knows a change again that comes hours later, behind many links', async () => {
    const first = many(2);
    await hand.seal(...first);
    for (let n = 0; n < 10; n++) {
      clock.advance(1_800_000);
      await hand.seal(made(clock, { n: 100 + n }));
    }
    expect(await hand.seal(...first)).toBe(0);
  });

  it('seals each fact once where two seal at the same time', async () => {
    const all = many(120);
    const [one, other] = await Promise.all([hand.seal(...all), hand.seal(...all.slice(40))]);
    expect(one + other).toBe(120);
    expect(await hand.verify()).toMatchObject({ facts: 120 });
    expect((await hand.verify()).broken).toBeUndefined();
  });

  it('goes on after a crash between the facts and their link', async () => {
    const changes = many(5);
    let crashes = 1;
    const broken = {
      ...hand.chains,
      recordLink: async (...given: Parameters<typeof hand.chains.recordLink>) => {
        if (crashes-- <= 0) return hand.chains.recordLink(...given);
        const table = {
          ...engine.table,
          documents: Object.assign(Object.create(engine.table.documents), {
            send: async (command: PutCommand) => {
              if ('ConditionExpression' in command.input) throw new Error('power cut');
              return engine.table.documents.send(command);
            },
          }),
        };
        return chainAtHand(table, clock).chains.recordLink(...given);
      },
    };
    const ports = { ...hand.ports, chains: broken };
    await expect(sealChanges(ports, changes, clock())).rejects.toThrow('power cut');
    clock.advance(1_000);
    expect(await sealChanges(ports, changes, clock())).toBe(5);
    expect(await hand.verify()).toMatchObject({ links: 1, facts: 5 });
    expect((await hand.verify()).broken).toBeUndefined();
  });

  it('keeps compounds, communities and streets apart', async () => {
    const staff = {
      ...recordAt(clock),
      pk: 'phone#acc_0000000000000001',
      sk: 'staff#stf_0000000000000006',
    };
    await hand.seal(
      { after: { ...staff, audit: { ...staff.audit, place: 'str_1' } }, at: clock() },
      { after: { ...recordAt(clock), pk: 'cmp_2' }, at: clock() },
      made(clock),
    );
    expect([...(await hand.chains.listChains())].sort()).toEqual(['cmp_1', 'cmp_2', 'str_1']);
  });
});

describe('what has no explanation', () => {
  const kinds = async () => (await factsOf()).map(({ kind }) => kind);

  it('is sealed as such and said to the operators: a version that stays, or goes back', async () => {
    const stands = recordAt(clock, { version: 2 });
    await hand.seal({ before: stands, after: { ...stands, name: '赵六' }, at: clock() });
    await hand.seal({ before: stands, after: recordAt(clock), at: clock() });
    expect(await kinds()).toEqual(['unexplained', 'unexplained']);
    expect(hand.lines.filter((line) => line.includes('audit-unexplained'))).toHaveLength(2);
    expect(hand.lines.join()).not.toContain('赵六');
  });

  it('is a record whose facts were taken out, and one deleted before its term', async () => {
    const { audit: _, ...bare } = recordAt(clock);
    await hand.seal({ before: recordAt(clock), after: bare, at: clock() });
    await hand.seal({ before: recordAt(clock), at: clock() });
    expect(await kinds()).toEqual(['unexplained', 'unexplained']);
  });

  it('is not a record that its term ends, but a term that somebody shortened', async () => {
    const over = { ...recordAt(clock), ttl: Math.floor(clock() / 1_000) - 1 };
    expect(await hand.seal({ before: over, at: clock() })).toBe(0);
    const stands = recordAt(clock);
    await hand.seal({ before: stands, after: { ...stands, ttl: 1 }, at: clock() });
    expect(await kinds()).toEqual(['unexplained']);
  });

  it('is not a new record in the place of one that is over', async () => {
    const before = { ...recordAt(clock, { version: 7 }), ttl: Math.floor(clock() / 1_000) - 1 };
    await hand.seal({ before, after: recordAt(clock, { name: '赵六' }), at: clock() });
    expect(await kinds()).toEqual(['change']);
  });

  it('is not a deletion that left its facts', async () => {
    const { audit, pk, sk } = recordAt(clock);
    const removed = { ...audit, action: 'resident.remove' } as const;
    // cast: the words of the facts above are such of the closed lists
    await transact(engine.table, [noteDeletion(engine.table, { pk, sk }, removed as never)]);
    expect(await hand.seal({ before: recordAt(clock), at: clock() })).toBe(0);
    const [note] = (await itemsOf(engine.table)).filter((item) => item.pk === 'cmp_1#gone');
    await hand.seal({ after: note ?? {}, at: clock() });
    expect((await factsOf()).map(({ kind, action }) => [kind, action])).toEqual([
      ['change', 'resident.remove'],
    ]);
  });
});

describe('a chain', () => {
  const key = { pk: 'cmp_1#chain', sk: 'link#0000000002' };
  const TableName = 'xiaoquma-test';
  beforeEach(async () => {
    await hand.seal(...many(60));
  });

  it('names the link whose facts were changed', async () => {
    const [, second] = await hand.linksOf();
    const packed = Buffer.from(second?.packed ?? []);
    packed.writeUInt8((packed.at(-1) ?? 0) ^ 1, packed.length - 1);
    const item = (await itemsOf(engine.table)).find(({ sk }) =>
      String(sk).startsWith('facts#0000000002'),
    );
    await engine.table.documents.send(new PutCommand({ TableName, Item: { ...item, packed } }));
    expect((await hand.verify()).broken).toEqual({ number: 2, why: 'fact' });
  });

  it('names the place of a link that was taken out', async () => {
    await engine.table.documents.send(new DeleteCommand({ TableName, Key: key }));
    expect((await hand.verify()).broken).toEqual({ number: 2, why: 'number' });
  });

  it('names the link behind the one that was rewritten', async () => {
    await engine.table.documents.send(
      new UpdateCommand({
        TableName,
        Key: { ...key, sk: 'link#0000000001' },
        UpdateExpression: 'SET previous = :other',
        ExpressionAttributeValues: { ':other': new Uint8Array(32) },
      }),
    );
    expect((await hand.verify()).broken).toEqual({ number: 1, why: 'previous' });
  });

  it('stays whole where facts are destroyed at their term, and says so where it was before', async () => {
    for (const { pk, sk } of await itemsOf(engine.table)) {
      if (!String(pk).includes('#facts#')) continue;
      await engine.table.documents.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
    }
    expect((await hand.verify()).broken).toEqual({ number: 1, why: 'facts_missing' });
    clock.advance(KEPT_MS.audit_facts);
    const verdict = await hand.verify();
    expect(verdict.broken).toBeUndefined();
    expect(verdict).toMatchObject({ links: 3, facts: 0, withoutFacts: 3 });
  });
});
