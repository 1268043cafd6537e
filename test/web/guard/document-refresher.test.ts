import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type DocumentRefresher,
  startDocumentRefresher,
} from '../../../web/guard/documents/document-refresher.ts';
import {
  IDLE_REFRESH_AFTER_MS,
  SCAN_REFRESH_AFTER_MS,
} from '../../../web/guard/documents/refresh-schedule.ts';

type Server = 'answers' | 'refuses' | 'is silent';
let server: Server;
let asked: number;
let confirmed: number;
let refresher: DocumentRefresher;

beforeEach(async () => {
  vi.useFakeTimers();
  server = 'answers';
  asked = 0;
  confirmed = 0;
  refresher = startDocumentRefresher(
    {
      refresh: () => {
        asked += 1;
        if (server === 'is silent') return new Promise(() => undefined);
        return Promise.resolve(server === 'answers');
      },
    },
    () => {
      confirmed += 1;
    },
  );
  await vi.advanceTimersByTimeAsync(0);
});
afterEach(() => {
  refresher.stop();
  vi.useRealTimers();
});

/** How long a scan waits for documents, and whether newer ones came. */
async function scan(): Promise<{ waited: number; newer: boolean }> {
  const began = performance.now();
  const fresh = refresher.freshForScan().then((newer) => ({
    waited: performance.now() - began,
    newer,
  }));
  await vi.advanceTimersByTimeAsync(2_000);
  return fresh;
}

describe('documents and scans', () => {
  it('are asked for at the start and every five minutes', async () => {
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(3 * IDLE_REFRESH_AFTER_MS);
    expect(asked).toBe(4);
    expect(confirmed).toBe(4);
  });

  it('are asked for again after a change of one’s own, once all of the server has heard of it', async () => {
    refresher.refreshOnceHeard();
    expect(asked).toBe(2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toBe(3);
    refresher.refreshOnceHeard();
    refresher.stop();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toBe(4);
  });

  it('wait for nothing while the documents are young', async () => {
    await vi.advanceTimersByTimeAsync(SCAN_REFRESH_AFTER_MS - 1);
    expect(await scan()).toEqual({ waited: 0, newer: false });
    expect(asked).toBe(1);
  });

  it('bring newer ones before anybody is let in by those older than thirty seconds', async () => {
    await vi.advanceTimersByTimeAsync(SCAN_REFRESH_AFTER_MS);
    expect(await scan()).toEqual({ waited: 0, newer: true });
    expect(asked).toBe(2);
  });

  it('wait a second for a silent server, once', async () => {
    await vi.advanceTimersByTimeAsync(SCAN_REFRESH_AFTER_MS);
    server = 'is silent';
    expect(await scan()).toEqual({ waited: 1_000, newer: false });
    expect(await scan()).toEqual({ waited: 0, newer: false });
    expect(asked).toBe(2);
  });

  it('do not ask again at once after a failure', async () => {
    await vi.advanceTimersByTimeAsync(SCAN_REFRESH_AFTER_MS);
    server = 'refuses';
    expect(await scan()).toEqual({ waited: 0, newer: false });
    expect(await scan()).toEqual({ waited: 0, newer: false });
    expect(asked).toBe(2);
    expect(confirmed).toBe(1);
  });
});
