import { describe, expect, it } from 'vitest';
import { Partitions, partitionsNamedIn } from './partitions.ts';

describe('what a command asks of which partition', () => {
  it.each([
    ['a get', { Key: { pk: 'a', sk: '1' } }, ['a']],
    ['a put', { Item: { pk: 'a', sk: '1' } }, ['a']],
    [
      'a query',
      {
        KeyConditionExpression: 'pk = :compound AND begins_with(sk, :x)',
        ExpressionAttributeValues: { ':x': 'b', ':compound': 'a' },
      },
      ['a'],
    ],
    [
      'a transaction',
      { TransactItems: [{ Put: { Item: { pk: 'a' } } }, { Update: { Key: { pk: 'b' } } }] },
      ['a', 'b'],
    ],
    ['a batch of gets', { RequestItems: { t: { Keys: [{ pk: 'a' }, { pk: 'b' }] } } }, ['a', 'b']],
    ['a batch of puts', { RequestItems: { t: [{ PutRequest: { Item: { pk: 'a' } } }] } }, ['a']],
  ])('is found for %s', (_, input, partitions) => {
    expect(partitionsNamedIn(input)).toEqual(partitions);
  });

  it('adds up within a second, and the hottest second of a partition counts', () => {
    const partitions = new Partitions();
    partitions.note(['a'], 'written', 3, 1_000);
    partitions.note(['a', 'b'], 'written', 4, 1_999);
    partitions.note(['b'], 'written', 4, 2_000);
    partitions.note(['a'], 'read', 0.5, 2_000);
    expect(partitions.hottest('written', 5)).toEqual([
      { partition: 'a', units: 5 },
      { partition: 'b', units: 4 },
    ]);
    expect(partitions.total).toEqual({ written: 11, read: 0.5 });
  });
});
