import { expect, it } from 'vitest';
import { holdingQueue } from '../../../web/guard/queue/holding-queue.ts';
import { scanQueueIn } from '../../../web/guard/queue/scan-queue-browser.ts';
import { newPageDisk } from '../../support/page-disk.ts';
import { BOOT, CUT, SEEN, waitingScan } from './waiting-scan.ts';

const asked = (seq: number) =>
  waitingScan({ seq, verdict: { outcome: 'ask', reason: 'fault' } }, { undecided: true });

it('a scan that a full disk refuses is counted, and kept with the guard’s answer once there is room', async () => {
  const disk = newPageDisk();
  const { database } = await disk.open();
  const queue = holdingQueue(scanQueueIn(database));
  disk.fill(true);
  await expect(queue.keep(asked(1), SEEN)).rejects.toMatchObject({ name: 'QuotaExceededError' });
  await expect(queue.settle({ boot: BOOT, seq: 1 }, 'let_in')).rejects.toThrow();
  await expect(queue.cut(CUT)).resolves.toBeUndefined();
  expect(await queue.count()).toEqual({ waiting: 0, refused: 0, unkept: 1 });

  disk.fill(false);
  await queue.cut(CUT);
  expect(await queue.count()).toEqual({ waiting: 1, refused: 0 });
  expect((await queue.listUnsent(4))[0]?.scans).toMatchObject([{ seq: 1, decision: 'let_in' }]);
});

it('an answer that a full disk refuses does not leave its question standing for ever', async () => {
  const disk = newPageDisk();
  const { database } = await disk.open();
  const queue = holdingQueue(scanQueueIn(database));
  await queue.keep(asked(1), SEEN);
  disk.fill(true);
  await expect(queue.settle({ boot: BOOT, seq: 1 }, 'turned_away')).rejects.toThrow();
  expect(await queue.listUndecided()).toEqual([]);
  expect(await queue.count()).toMatchObject({ unkept: 1 });

  disk.fill(false);
  await queue.cut(CUT);
  expect((await queue.listUnsent(4))[0]?.scans).toMatchObject([{ decision: 'turned_away' }]);
});

it('what is cut twice by a page that dies in between is cut once', async () => {
  const disk = newPageDisk();
  for (let answers = 0; answers < 30; answers += 1) {
    const page = await disk.open();
    const queue = scanQueueIn(page.database);
    const scan = { ...asked(answers), boot: 100 + answers, undecided: false };
    await queue.keep(scan, SEEN);
    page.dieAfter(answers);
    await Promise.race([queue.cut(CUT), page.death]);
    page.die();
    const next = await disk.open();
    await scanQueueIn(next.database).cut(CUT);
    next.die();
  }
  const { database } = await disk.open();
  const batches = await scanQueueIn(database).listUnsent(100);
  const boots = batches.flatMap(({ boot, scans }) => scans.map(() => boot));
  expect(boots.sort()).toEqual(Array.from({ length: 30 }, (_, n) => 100 + n).sort());
});
