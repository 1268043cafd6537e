import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Holder } from '../../infra/demo/people.ts';
import { type GuardDesk, guardDesk } from './guard-desk.ts';
import { neighbours } from './people.ts';
import { openShift, openStreet, type Street } from './street.ts';

/** A phone with little left: ten thousand scans fit, and not much more. */
const ROOM_BYTES = 12_000_000;
const BATCHES = 400;
const SCANS = 25;
const CODE = 'https://example.com/menu';

describe('a guard’s phone that', () => {
  let street: Street;
  let phone: BrowserContext;
  let guard: Page;
  let desk: GuardDesk;
  let tools: CDPSession;
  let residents: Holder[];

  const button = (name: string) => guard.getByRole('button', { name, exact: true });
  const nextCode = async () => {
    const resident = residents.shift();
    if (resident === undefined) throw new Error('everybody has come');
    return resident.live();
  };
  /** @param bytes what the pages of this origin may keep; as the browser likes where it is absent */
  const giveRoom = (origin: string, bytes?: number) =>
    tools.send('Storage.overrideQuotaForOrigin', {
      origin,
      ...(bytes === undefined ? {} : { quotaSize: bytes }),
    });
  const reasons = async () =>
    (await street.recordedScans()).map(({ device, decision }) => [device.reason, decision]).sort();
  const recorded = [
    ['malformed', undefined],
    ['ok', undefined],
  ];

  beforeAll(async () => {
    street = await openStreet();
    residents = await neighbours(street);
    phone = await street.newPhone({ serviceWorkers: 'block' });
    guard = await phone.newPage();
    tools = await phone.newCDPSession(guard);
    desk = guardDesk(phone, guard);
    // Before the first byte: later the browser would go by the room that it knew of for half a minute.
    await giveRoom(street.local.origin, ROOM_BYTES);
    await openShift(street, guard);
    // Nothing brings the reader's own code without a network where the page cannot be kept.
    await desk.scan(CODE, 'deny');
    await desk.answer('知道了，扫下一位');
  });
  afterAll(() => street.close());

  it('cannot keep the page says so, and works without a network for as long as it is open', async () => {
    await guard.getByText('断网时别关本页').waitFor();
    await desk.goOffline();
    expect(await desk.scan(await nextCode(), 'allow')).toMatchObject({ reason: 'ok' });
    await desk.over();
    await desk.openByHand('快递/外卖');
    await guard.getByText('待上传 3').waitFor();
    await desk.goOnline();
    await desk.uploaded();
    expect(await reasons()).toEqual(recorded);
    expect(await street.recordedOpenings()).toHaveLength(1);
  });

  it('could not load its reader says so, and reads as soon as there is a network', async () => {
    await phone.route(/\.wasm$/, (route) => route.abort());
    await guard.reload();
    await guard.getByText('扫码程序没有装好').waitFor();
    await phone.setOffline(true);
    await phone.unroute(/\.wasm$/);
    await phone.setOffline(false);
    expect(await desk.scan(await nextCode(), 'allow')).toMatchObject({ reason: 'ok' });
    await desk.over();
    await desk.uploaded();
    recorded.push(['ok', undefined]);
  });

  it('is full lets nobody in by a code, says what it could not keep, and keeps it once there is room', async () => {
    await guard.evaluate(fillUp);
    const { reason, said } = await desk.scan(await nextCode(), 'ask');
    expect(reason).toBe('fault');
    expect(said).toContain('这台设备存不下记录');
    await desk.answer('放行');
    await guard.getByText('已放行，没存下记录').waitFor();
    await guard.getByRole('button', { name: '手机存储已满，1 条没存下' }).waitFor();
    await button('手动放行').click();
    await button('快递/外卖').click();
    await guard.getByText('已放行，但这台设备存不下记录，请马上告诉物业。').waitFor();
    expect(await reasons()).toEqual(recorded);
    expect(await street.recordedOpenings()).toHaveLength(1);

    await giveRoom(street.local.origin);
    await guard.getByRole('button', { name: '手机存储已满，2 条没存下' }).click();
    await desk.sendNow();
    await expect.poll(reasons, { timeout: 15_000 }).toEqual([['fault', 'let_in'], ...recorded]);
    expect(await street.recordedOpenings()).toHaveLength(2);
    expect(await desk.scan(await nextCode(), 'allow')).toMatchObject({ reason: 'ok' });
    await desk.over();
    await desk.uploaded();
  });

  it('has ten thousand scans waiting opens, decides and counts as ever, and hands in all of them', async () => {
    const before = (await street.recordedScans()).length;
    await guard.evaluate(leaveWaiting, { batches: BATCHES, scans: SCANS, code: CODE });
    await guard.reload();
    await guard.getByText(/待上传 (10000|[1-9][0-9]{3})/).waitFor();
    expect(await desk.scan(await nextCode(), 'allow')).toMatchObject({ reason: 'ok' });
    await desk.over();
    await desk.uploaded();
    expect(await street.recordedScans()).toHaveLength(before + BATCHES * SCANS + 1);
  });
});

/** As an earlier page of this device would have left them, within the page. */
function leaveWaiting(left: { batches: number; scans: number; code: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('xq-guard');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const change = opening.result.transaction(['shift', 'batches', 'state'], 'readwrite');
      change.onabort = () => reject(change.error);
      change.oncomplete = () => {
        opening.result.close();
        resolve();
      };
      const running = change.objectStore('shift').get('current');
      running.onsuccess = () => {
        const now = Date.now();
        for (let batch = 0; batch < left.batches; batch++) {
          const scans = Array.from({ length: left.scans }, (_, place) => ({
            seq: batch * left.scans + place,
            code: left.code,
            direction: 'in',
            scannedAt: now - (left.batches - batch) * 1_000,
            verdict: { outcome: 'deny', reason: 'malformed' },
          }));
          const { shiftId } = running.result;
          const cut = { boot: 1, batch, shiftId, scans, refused: false };
          change.objectStore('batches').put({ ...cut, cutAt: now, unsent: [now, batch] });
        }
        const waiting = left.batches * left.scans;
        change.objectStore('state').put({ waiting, refused: 0 }, 'queued');
      };
    };
  });
}

/** Photos and apps, within the page: until the browser has no room for another hundred bytes. */
async function fillUp(): Promise<void> {
  const filler = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('photos', 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('photos', { autoIncrement: true });
    };
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(opening.result);
  });
  const fits = (bytes: number) =>
    new Promise<boolean>((resolve) => {
      const change = filler.transaction('photos', 'readwrite', { durability: 'strict' });
      // As little compressible as photos are; that many random bytes come at a time.
      const some = () => crypto.getRandomValues(new Uint8Array(Math.min(bytes, 60_000)));
      const photo = Array.from({ length: Math.ceil(bytes / 60_000) }, some);
      change.objectStore('photos').put(photo);
      change.oncomplete = () => resolve(true);
      change.onabort = () => resolve(false);
    });
  for (const bytes of [600_000, 60_000, 6_000, 600, 100]) {
    for (let isRoom = true; isRoom; ) isRoom = await fits(bytes);
  }
  filler.close();
}
