import { beforeEach, describe, expect, it } from 'vitest';
import { BATCHES_PER_UPLOAD, type ScanBatch } from '../../../shared/messages/gates.ts';
import { type SendBatches, uploadScans } from '../../../web/guard/queue/upload-scans.ts';
import { failureOf, OFFLINE } from '../../../web/kit/api-failure.ts';
import { memoryQueue } from './memory-queue.ts';
import { CUT, SEEN, waitingScan } from './waiting-scan.ts';

const POISON = 'a code that the server chokes on';

let memory: ReturnType<typeof memoryQueue>;
let requests: ScanBatch[][];

beforeEach(() => {
  memory = memoryQueue();
  requests = [];
});

async function scanned(count: number, code = 'XQ1:…', from = 1): Promise<void> {
  for (let seq = from; seq < from + count; seq += 1) {
    await memory.queue.keep(waitingScan({ seq, code }), SEEN);
  }
  await memory.queue.cut(CUT);
}

type Result = 'recorded' | 'refused';
const server =
  (result: (batch: ScanBatch) => Result = () => 'recorded'): SendBatches =>
  async (batches) => {
    requests.push(batches);
    if (batches.some((batch) => batch.scans.some(({ code }) => code === POISON))) {
      return failureOf('invalid_input');
    }
    return {
      batches: batches.map((batch) => ({
        boot: batch.boot,
        batch: batch.batch,
        result: result(batch),
        verdicts: batch.scans.map(({ verdict }) => verdict),
      })),
    };
  };

describe('uploading scans', () => {
  it('sends everything that is cut, oldest first, and forgets what was recorded', async () => {
    await scanned(25 * 6);
    expect(await uploadScans(memory.queue, server())).toBeUndefined();
    expect(requests.map((batches) => batches.map(({ batch }) => batch))).toEqual([
      [0, 1, 2, 3],
      [4, 5],
    ]);
    expect(await memory.queue.count()).toEqual({ waiting: 0, refused: 0 });
  });

  it('keeps every batch when the network is gone, and sends the very same ones later', async () => {
    await scanned(26);
    expect(await uploadScans(memory.queue, async () => OFFLINE)).toBe(OFFLINE);
    expect((await memory.queue.count()).waiting).toBe(26);
    const waiting = structuredClone(memory.batches());
    await scanned(3, 'XQ1:…', 27);
    await uploadScans(memory.queue, server());
    const first = requests[0]?.slice(0, 2);
    expect(first).toEqual(waiting.map(({ refused: _, ...batch }) => batch));
  });

  it('sends again what was recorded by a try whose answer got lost', async () => {
    await scanned(1);
    const recorded = server();
    await uploadScans(memory.queue, async (batches) => {
      await recorded(batches);
      return OFFLINE;
    });
    await uploadScans(memory.queue, recorded);
    expect(requests[0]).toEqual(requests[1]);
    expect((await memory.queue.count()).waiting).toBe(0);
  });

  it('keeps and counts what the server refuses, and never sends it again', async () => {
    await scanned(25);
    await scanned(2, 'XQ1:…', 26);
    await uploadScans(
      memory.queue,
      server(({ batch }) => (batch === 1 ? 'refused' : 'recorded')),
    );
    expect(await memory.queue.count()).toEqual({ waiting: 0, refused: 2 });
    requests = [];
    await uploadScans(memory.queue, server());
    expect(requests).toEqual([]);
  });

  it('lets one batch that can never be taken hold up no other', async () => {
    await scanned(25);
    await scanned(25, POISON, 26);
    await scanned(25, 'XQ1:…', 51);
    expect(await uploadScans(memory.queue, server())).toBeUndefined();
    expect(await memory.queue.count()).toEqual({ waiting: 0, refused: 25 });
  });

  it('takes an answer that names no batch for no acknowledgement', async () => {
    await scanned(1);
    const outcome = await uploadScans(memory.queue, async () => ({ batches: [] }));
    expect(outcome?.code).toBe('fault');
    expect((await memory.queue.count()).waiting).toBe(1);
  });

  it('asks for no more than a request takes', async () => {
    await scanned(25 * (BATCHES_PER_UPLOAD + 1));
    await uploadScans(memory.queue, server());
    expect(Math.max(...requests.map((batches) => batches.length))).toBe(BATCHES_PER_UPLOAD);
  });
});
