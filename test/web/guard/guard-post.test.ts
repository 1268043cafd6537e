import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GuardClock, startGuardClock } from '../../../web/guard/app/guard-clock.ts';
import type { GuardDatabase } from '../../../web/guard/app/guard-database.ts';
import { type GuardPost, openGuardPost } from '../../../web/guard/app/guard-post.ts';
import { enrolDevice } from '../../../web/guard/enrolment/enrol-device.ts';
import { createApi } from '../../../web/kit/api.ts';
import { isApiFailure } from '../../../web/kit/api-failure.ts';
import { recordsIn } from '../../functions/gates/scans-desk.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { newPageDisk, type PageDisk } from '../../support/page-disk.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS } from '../../support/street.ts';

const SECOND = 1_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let phone: ResidentPhone;
let disk: PageDisk;
let isOffline: boolean;
let asked: string[];
let signedOut: number;
const open: GuardPost[] = [];

beforeEach(async () => {
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('navigator', {});
  ({ engine, clock, house } = await openOwnGatehouse());
  phone = await house.phoneOf(RESIDENTS.father);
  await house.deliverPasses();
  disk = newPageDisk();
  isOffline = false;
  asked = [];
  signedOut = 0;
});
afterEach(async () => {
  for (const post of open.splice(0)) post.stop();
  vi.unstubAllGlobals();
  await engine.stop();
});

/** The page of this device, as it starts: with its own database, and the real server behind it. */
async function startPage() {
  const { database } = await disk.open();
  const clockOfGate = await startGuardClock(database, {
    read: () => ({ wallMs: clock(), monotonicMs: clock() }),
    isVisible: () => true,
    onVisibilityChange: () => undefined,
  });
  const apiWith = (guardClock: GuardClock | undefined) =>
    createApi({
      monotonic: clock,
      onServerTime: (sample) => guardClock?.learn(sample),
      fetch: async (input, init = {}) => {
        if (isOffline) throw new TypeError('there is no network');
        const path = String(input);
        asked.push(path);
        if (init.method === 'DELETE' && path.endsWith('/guard/session')) {
          signedOut += 1;
          return new Response(null, { status: 204 });
        }
        const headers = new Headers(init.headers);
        headers.set('origin', 'http://localhost');
        headers.set('host', 'localhost');
        headers.set('cookie', await house.staffCookie('guard'));
        const app = path.includes('/gates/') || path.includes('/guard/') ? 'guard' : 'keys';
        return house.apps[app].request(path, { ...init, headers });
      },
    });
  return { database, clock: clockOfGate, api: apiWith(clockOfGate), edgeApi: apiWith(undefined) };
}
async function openPost(page: Awaited<ReturnType<typeof startPage>>): Promise<GuardPost> {
  const device = await page.database.get('device', 'current');
  if (device === undefined) throw new Error('this device is not enrolled');
  const post = await openGuardPost({ ...page, device });
  open.push(post);
  return post;
}

/** An enrolled device in an open shift, with its documents. */
async function postInShift() {
  const page = await startPage();
  const enrolled = await enrolDevice(await house.enrolmentCode(GATES.east), page);
  if (isApiFailure(enrolled)) throw new Error(enrolled.code);
  const post = await openPost(page);
  const failed = await post.startShift();
  if (failed !== undefined) throw new Error(failed.code);
  await post.documents.refresh();
  return { database: page.database, post, deviceId: enrolled.deviceId };
}
const scanAt = async (post: GuardPost) => {
  clock.advance(6 * SECOND);
  const shiftId = post.shift.value?.shiftId;
  if (shiftId === undefined) throw new Error('there is no shift');
  return post.decisions.decide(phone.showAt(clock()), 'in', shiftId);
};
const seqsRecorded = async () => (await recordsIn(house)).scans.map(({ seq }) => seq).sort();
const keptOf = async (database: GuardDatabase) => ({
  shift: await database.get('shift', 'current'),
  holders: await database.get('documents', 'holders'),
});

describe('a guard’s device', () => {
  it('started again without a network has its shift, its names and its list, and says that its clock is carried', async () => {
    const before = await postInShift();
    expect(await scanAt(before.post)).toMatchObject({ outcome: 'allow', reason: 'ok' });
    before.post.stop();
    isOffline = true;
    clock.advance(20 * 60 * SECOND);

    const post = await openPost(await startPage());
    expect(post.time().grade).toBe('carried');
    expect(post.documents.list()?.ageMs).toBeGreaterThanOrEqual(20 * 60 * SECOND);
    expect(await scanAt(post)).toMatchObject({
      outcome: 'allow',
      holder: { maskedName: '王**', building: '3幢' },
    });
    expect((await post.documents.lane()) === undefined).toBe(false);
  });

  it('asks for the names once, and again only when somebody came or went', async () => {
    const { post } = await postInShift();
    const forNames = () => asked.filter((path) => path.endsWith('/holders')).length;
    const before = forNames();
    for (let times = 0; times < 3; times += 1) {
      clock.advance(31 * SECOND);
      await post.documents.refresh();
    }
    expect(forNames()).toBe(before);
    expect(post.documents.holders().size).toBe(1);

    await house.phoneOf(RESIDENTS.mother);
    await house.deliverPasses();
    clock.advance(31 * SECOND);
    await post.documents.refresh();
    expect(forNames()).toBe(before + 1);
    expect(post.documents.holders().size).toBe(2);
    clock.advance(31 * SECOND);
    await post.documents.refresh();
    expect(forNames()).toBe(before + 1);
  });

  it('un-enrolled in mid-shift loses names, key and shift at the next contact, and hands in what it scanned before', async () => {
    const { database, post, deviceId } = await postInShift();
    expect((await keptOf(database)).holders).toBeDefined();
    isOffline = true;
    for (let scans = 0; scans < 3; scans += 1) await scanAt(post);
    clock.advance(SECOND);
    const path = `/api/v1/manager/gate-devices/${deviceId}`;
    const cookie = await house.staffCookie('property_manager');
    expect((await house.call('manager', 'DELETE', path, { cookie })).status).toBe(204);
    clock.advance(2 * SECOND);
    // Nobody has told the device yet.
    expect(post.unenrolled.value).toBe(false);

    isOffline = false;
    await post.documents.refresh();
    await vi.waitFor(async () => {
      expect(await keptOf(database)).toEqual({ shift: undefined, holders: undefined });
      expect(await seqsRecorded()).toEqual([1, 2, 3]);
    });
    expect(post.unenrolled.value).toBe(true);
    expect(post.documents.holders().size).toBe(0);
    expect(post.documents.lane()).toBeUndefined();
  });

  it('that nobody signed in on without a network signs out whoever was on duty before, once there is one', async () => {
    const { post } = await postInShift();
    isOffline = true;
    await post.endShift();
    await post.beginUnnamed();
    expect(signedOut).toBe(0);
    isOffline = false;
    window.dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(signedOut).toBe(1));
    await post.documents.refresh();
    window.dispatchEvent(new Event('online'));
    await post.uploader.sendNow();
    expect(signedOut).toBe(1);
    expect(post.shift.value?.guardName).toBeUndefined();
  });

  it('un-enrolled keeps and counts what it scanned after, which the server refuses', async () => {
    const { post, deviceId } = await postInShift();
    isOffline = true;
    const path = `/api/v1/manager/gate-devices/${deviceId}`;
    const cookie = await house.staffCookie('property_manager');
    await house.call('manager', 'DELETE', path, { cookie });
    clock.advance(2 * SECOND);
    await scanAt(post);
    isOffline = false;
    await post.uploader.sendNow();
    await vi.waitFor(() => expect(post.counts.value).toEqual({ waiting: 0, refused: 1 }));
    expect(await seqsRecorded()).toEqual([]);
  });
});
