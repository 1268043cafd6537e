import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FLUSH_AFTER_MS } from '../../../web/guard/queue/queued-scan.ts';
import { type ScanUploader, startScanUploader } from '../../../web/guard/queue/scan-uploader.ts';
import { OFFLINE } from '../../../web/kit/api-failure.ts';
import { memoryQueue } from './memory-queue.ts';
import { BOOT, SEEN, SHIFT, waitingScan } from './waiting-scan.ts';

let memory: ReturnType<typeof memoryQueue>;
let uploader: ScanUploader;
let reachable: boolean;
let requests: number[];
let lastSeq: number;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 18, 4) });
  memory = memoryQueue();
  reachable = true;
  requests = [];
  lastSeq = 0;
});
afterEach(() => {
  uploader.stop();
  vi.useRealTimers();
});

function start(): void {
  uploader = startScanUploader({
    queue: memory.queue,
    send: async (batches) => {
      requests.push(batches.reduce((sum, { scans }) => sum + scans.length, 0));
      if (!reachable) return OFFLINE;
      return {
        batches: batches.map(({ boot, batch }) => ({
          boot,
          batch,
          result: 'recorded' as const,
          verdicts: [],
        })),
      };
    },
    alsoSend: async () => undefined,
    current: () => ({ boot: BOOT, shiftId: SHIFT }),
    now: () => Date.now(),
    onChange: () => undefined,
  });
}

async function scan(count: number): Promise<void> {
  for (let times = 0; times < count; times += 1) {
    lastSeq += 1;
    await memory.queue.keep(waitingScan({ seq: lastSeq, scannedAt: Date.now() }), SEEN);
    uploader.scansChanged();
  }
}

describe('scans on their way to the server', () => {
  it('leave together: a lone one after five minutes at the latest', async () => {
    start();
    await scan(1);
    await vi.advanceTimersByTimeAsync(FLUSH_AFTER_MS - 1);
    await scan(1);
    expect(requests).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(requests).toEqual([2]);
  });

  it('leave at once when a batch is full', async () => {
    start();
    await scan(25);
    await vi.advanceTimersByTimeAsync(0);
    expect(requests).toEqual([25]);
  });

  it('leave at once when the guard says so', async () => {
    start();
    await scan(3);
    expect(await uploader.sendNow()).toBeUndefined();
    expect(requests).toEqual([3]);
  });

  it('that an earlier page left behind leave as soon as the server can be reached', async () => {
    start();
    await scan(1);
    await memory.queue.cut({
      current: { boot: BOOT, shiftId: SHIFT },
      now: Date.now(),
      atOnce: true,
    });
    uploader.retryNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(requests).toEqual([1]);
  });

  it('are tried again by themselves, more and more rarely, until they are taken', async () => {
    start();
    reachable = false;
    await scan(1);
    await uploader.sendNow();
    await vi.advanceTimersByTimeAsync(60_000);
    const tries = requests.length;
    expect(tries).toBeGreaterThan(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(requests.length - tries).toBeLessThan(tries);
    reachable = true;
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect((await memory.queue.count()).waiting).toBe(0);
  });

  it('are not put off by new scans while they wait for the next try', async () => {
    start();
    reachable = false;
    await scan(1);
    await uploader.sendNow();
    reachable = true;
    for (let seconds = 0; seconds < 10; seconds += 1) {
      await scan(1);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(memory.batches()).toEqual([]);
  });

  it('that are cut already leave also while the disk is full, and the rest once it is not', async () => {
    start();
    await scan(2);
    await memory.queue.cut({
      current: { boot: BOOT, shiftId: SHIFT },
      now: Date.now(),
      atOnce: true,
    });
    await scan(1);
    memory.breakDisk();
    await uploader.sendNow();
    expect(requests).toEqual([2]);
    memory.mendDisk();
    await vi.advanceTimersByTimeAsync(FLUSH_AFTER_MS + 60_000);
    expect(requests).toEqual([2, 1]);
  });
});
