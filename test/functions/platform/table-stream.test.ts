import { describe, expect, it } from 'vitest';
import { createJsonLog } from '../../../functions/platform/log.ts';
import { type ItemChange, takeChanges } from '../../../functions/platform/table-stream.ts';

const quiet = createJsonLog(() => undefined);
const record = (sequence: string, images: object) => ({
  eventName: 'MODIFY',
  dynamodb: { SequenceNumber: sequence, ...images },
});

describe('changes of the table', () => {
  it('arrive as items, with bytes as bytes at every depth', async () => {
    const taken: ItemChange[] = [];
    const image = {
      pk: { S: 'cmp_1' },
      places: { N: '16384' },
      key: { B: 'AQID' },
      lists: { L: [{ M: { bytes: { B: '/w==' }, gone: { NULL: true }, on: { BOOL: false } } }] },
    };
    const event = { Records: [record('1', { NewImage: image }), record('2', { OldImage: image })] };
    const answer = await takeChanges(
      event,
      async (change) => {
        taken.push(change);
      },
      quiet,
    );
    const item = {
      pk: 'cmp_1',
      places: 16384,
      key: Uint8Array.of(1, 2, 3),
      lists: [{ bytes: Uint8Array.of(255), gone: null, on: false }],
    };
    expect(taken).toEqual([{ after: item }, { before: item }]);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  it('stop at the first that fails, so that none is skipped and none before it comes again', async () => {
    const tried: unknown[] = [];
    const records = ['1', '2', '3'].map((n) => record(n, { NewImage: { n: { N: n } } }));
    const answer = await takeChanges(
      { Records: records },
      async ({ after }) => {
        tried.push(after?.n);
        if (after?.n === 2) throw new Error('not now');
      },
      quiet,
    );
    expect(tried).toEqual([1, 2]);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  });
});
