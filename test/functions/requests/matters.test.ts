import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHandOversOf, stillOpen } from '../../../functions/requests/open-ends.ts';
import { PhotoId, type RequestId } from '../../../shared/ids.ts';
import { PhotoAddress, PhotoUpload } from '../../../shared/messages/photos.ts';
import { OwnRequest } from '../../../shared/messages/requests.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { jpegOf } from '../../support/photo-files.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';
import { GRID_WORKER, MANAGER, newKey, REPAIRER, requestDesk, type Staff } from './request-desk.ts';

const DAY_MS = 86_400_000;
const FRONT_DESK: Staff = { role: 'front_desk' };

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let desk: ReturnType<typeof requestDesk>;
beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  desk = requestDesk(house);
});
afterEach(() => engine.stop());

const pathOf = (request: RequestId, rest: string) => `/api/v1/manager/requests/${request}${rest}`;
const staff = (who: Staff, request: RequestId, rest: string, body?: unknown) =>
  desk.asStaff(who, 'POST', pathOf(request, rest), body);
const own = (request: RequestId, rest: string, body?: unknown) =>
  desk.asResident('POST', `/requests/${request}${rest}`, body);

async function begun(who: Staff = REPAIRER): Promise<RequestId> {
  const request = await desk.ask();
  await desk.claim(who, request);
  await desk.work(who, request, { step: 'start' });
  return request;
}
const CARD = { what: 'social_card', label: '王建国的社保卡' };
async function cardGiven(request: RequestId, who: Staff = REPAIRER): Promise<string> {
  const key = newKey();
  const { status, code } = await staff(who, request, '/hand-overs', { key, ...CARD });
  expect([status, code]).toEqual([200, undefined]);
  return key;
}
const witness = (request: RequestId, what: Record<string, unknown>, who = FRONT_DESK) =>
  staff(who, request, '/witnessed', { note: '打电话问过本人', ...what });

describe('a thing that is handed over', () => {
  it('is confirmed out and back by both, each for themself, with the hour', async () => {
    const request = await begun();
    const card = await cardGiven(request);
    clock.advance(60_000);
    await own(request, `/hand-overs/${card}/confirmation`, { of: 'out' });
    await staff(REPAIRER, request, `/hand-overs/${card}/return`);
    const { body } = await own(request, `/hand-overs/${card}/confirmation`, { of: 'back' });
    const [at, later] = [clock() - 60_000, clock()];
    expect(OwnRequest.parse(body).handOvers).toEqual([
      {
        handOverId: card,
        ...CARD,
        with: { office: 'property', maskedName: '胡**' },
        out: { byWorker: at, byRequester: later },
        back: { byWorker: later, byRequester: later },
      },
    ]);
  });

  it.each(['worker', 'requester'])(
    'keeps a request from being closed while the %s has not said that it is back',
    async (silent) => {
      const request = await begun();
      const card = await cardGiven(request);
      await desk.work(REPAIRER, request, { step: 'finish' });
      expect((await desk.close(request)).code).toBe('hand_over_open');
      if (silent !== 'worker') await staff(REPAIRER, request, `/hand-overs/${card}/return`);
      else await own(request, `/hand-overs/${card}/confirmation`, { of: 'back' });
      expect((await desk.close(request)).code).toBe('hand_over_open');
      const { requests } = house.stores.desk;
      expect(await requests.findRequest(request)).not.toHaveProperty('nextDue');
      if (silent === 'worker') await staff(REPAIRER, request, `/hand-overs/${card}/return`);
      else await own(request, `/hand-overs/${card}/confirmation`, { of: 'back' });
      expect(await requests.findRequest(request)).toMatchObject({ nextDue: { do: 'close' } });
      expect((await desk.close(request)).status).toBe(200);
    },
  );

  it('is one thing however often it is sent, and what was said first stays said', async () => {
    const request = await begun();
    const key = newKey();
    await Promise.all(
      [1, 2, 3].map(() => staff(REPAIRER, request, '/hand-overs', { key, ...CARD })),
    );
    await staff(REPAIRER, request, `/hand-overs/${key}/return`);
    const said = clock();
    clock.advance(DAY_MS);
    await staff(REPAIRER, request, `/hand-overs/${key}/return`);
    const { handOvers } = await desk.readOwn(request);
    expect(handOvers).toHaveLength(1);
    expect(handOvers[0]?.back).toEqual({ byWorker: said });
  });

  it('is recorded by whoever has the request alone, while they do it', async () => {
    const request = await begun();
    const given = { key: newKey(), ...CARD };
    expect((await staff(MANAGER, request, '/hand-overs', given)).code).toBe('not_permitted');
    await desk.work(REPAIRER, request, { step: 'finish' });
    expect((await staff(REPAIRER, request, '/hand-overs', given)).code).toBe('step_refused');
  });

  it('is denied by whoever asked: the board shows it until the worker says it anew, or they say yes', async () => {
    const request = await begun();
    const card = await cardGiven(request);
    const no = { of: 'back', handOverId: card };
    expect((await own(request, '/denied', no)).code).toBe('step_refused');
    await staff(REPAIRER, request, `/hand-overs/${card}/return`);
    clock.advance(60_000);
    for (const _ of [1, 2]) expect((await own(request, '/denied', no)).status).toBe(200);
    const [said, denied] = [clock() - 60_000, clock()];
    const backOf = async () => (await desk.read(MANAGER, request)).handOvers[0]?.back;
    expect(await backOf()).toEqual({ byWorker: said, denied });
    expect(await desk.read(MANAGER, request)).toMatchObject({ denied: 1, openHandOvers: 1 });

    clock.advance(60_000);
    await staff(REPAIRER, request, `/hand-overs/${card}/return`);
    expect(await backOf()).toEqual({ byWorker: clock() });
    await own(request, `/hand-overs/${card}/confirmation`, { of: 'back' });
    expect(await desk.read(MANAGER, request)).not.toHaveProperty('denied');
    expect((await own(request, '/denied', no)).code).toBe('step_refused');
  });

  it('has an amount where it is cash, and nowhere else', async () => {
    const request = await begun();
    for (const wrong of [
      { what: 'cash' },
      { what: 'key', amountFen: 100 },
      { what: 'cash', amountFen: 100_001 },
    ]) {
      const { status } = await staff(REPAIRER, request, '/hand-overs', { key: newKey(), ...wrong });
      expect(status).toBe(400);
    }
    const cash = { key: newKey(), what: 'cash', amountFen: 5_000 };
    expect((await staff(REPAIRER, request, '/hand-overs', cash)).status).toBe(200);
  });

  it('is ten at most in one request', async () => {
    const request = await begun();
    for (let n = 0; n < 10; n++) await cardGiven(request);
    const more = { key: newKey(), ...CARD };
    expect((await staff(REPAIRER, request, '/hand-overs', more)).code).toBe('step_refused');
  });
});

describe('somebody without a phone', () => {
  it('is heard by the desk, which says how, and never by whoever has the request', async () => {
    const request = await begun(MANAGER);
    const card = await cardGiven(request, MANAGER);
    const back = { of: 'back', handOverId: card };
    expect((await witness(request, back, MANAGER)).code).toBe('not_permitted');
    expect((await witness(request, back, REPAIRER)).code).toBe('not_permitted');
    expect((await witness(request, { ...back, note: '' })).status).toBe(400);
    expect((await witness(request, back)).status).toBe(200);
    const [thing] = (await desk.readOwn(request)).handOvers;
    expect(thing?.back).toEqual({
      byRequester: clock(),
      witness: { office: 'property', maskedName: '胡**', note: '打电话问过本人' },
    });
  });

  it('is called back by the desk, and says how the service was; whoever did the work does not ask', async () => {
    const request = await begun(MANAGER);
    await desk.work(MANAGER, request, { step: 'finish' });
    const call = { step: 'call_back', note: '老人说修好了', service: 3 };
    expect((await staff(MANAGER, request, '/closing', call)).code).toBe('not_permitted');
    expect((await desk.read(MANAGER, request)).may).not.toContain('call_back');
    expect((await staff(FRONT_DESK, request, '/closing', call)).status).toBe(200);
    expect(await desk.readOwn(request)).toMatchObject({
      state: 'called_back',
      rating: { service: 3 },
    });
  });
});

describe('money that a worker advances', () => {
  it('has an amount and a receipt, and is settled by both before the request can be closed', async () => {
    const request = await begun();
    const receipt = await photoOf(REPAIRER);
    const key = newKey();
    const advance = { key, amountFen: 12_350, receipt };
    const recorded = await staff(REPAIRER, request, '/advances', advance);
    expect([recorded.status, recorded.code]).toEqual([200, undefined]);
    await desk.work(REPAIRER, request, { step: 'finish' });
    expect((await desk.close(request)).code).toBe('advance_open');
    await own(request, `/advances/${key}/settlement`);
    expect((await desk.close(request)).code).toBe('advance_open');
    await staff(REPAIRER, request, `/advances/${key}/settlement`);
    expect((await desk.close(request)).status).toBe(200);
    expect((await desk.readOwn(request)).advances).toEqual([
      {
        advanceId: key,
        amountFen: 12_350,
        receipt,
        settled: { byWorker: clock(), byRequester: clock() },
      },
    ]);
  });

  it('is not settled where whoever asked says so, until they say that it is', async () => {
    const request = await begun();
    const advanceId = newKey();
    await staff(REPAIRER, request, '/advances', { key: advanceId, amountFen: 100 });
    await staff(REPAIRER, request, `/advances/${advanceId}/settlement`);
    const no = { of: 'settled', advanceId };
    expect((await own(request, '/denied', no)).status).toBe(200);
    await desk.work(REPAIRER, request, { step: 'finish' });
    expect((await desk.close(request)).code).toBe('advance_open');
    expect((await own(request, '/denied', { ...no, advanceId: newKey() })).status).toBe(404);
    await own(request, `/advances/${advanceId}/settlement`);
    expect((await desk.close(request)).status).toBe(200);
  });

  it('takes no receipt that somebody else has put there', async () => {
    const request = await begun();
    const receipt = await photoOf(GRID_WORKER);
    const advance = { key: newKey(), amountFen: 100, receipt };
    expect(await staff(REPAIRER, request, '/advances', advance)).toMatchObject({
      code: 'photo_not_there',
      field: 'receipt',
    });
  });
});

describe('a rating', () => {
  it('is of the service, seen by whoever did it, and answered by them once', async () => {
    const request = await begun();
    expect((await staff(REPAIRER, request, '/rating-answer', { text: '谢谢' })).code).toBe(
      'step_refused',
    );
    await desk.work(REPAIRER, request, { step: 'finish' });
    await desk.stepOwn(request, { step: 'rate', service: 2, note: '来得慢了些' });
    expect((await desk.read(REPAIRER, request)).rating).toMatchObject({ text: '来得慢了些' });
    const answer = { text: '当天件多，下次先打电话' };
    expect((await staff(MANAGER, request, '/rating-answer', answer)).code).toBe('not_permitted');
    for (const _ of [1, 2])
      expect((await staff(REPAIRER, request, '/rating-answer', answer)).status).toBe(200);
    const another = await staff(REPAIRER, request, '/rating-answer', { text: '再说一句' });
    expect(another.code).toBe('state_conflict');
    expect((await desk.readOwn(request)).rating?.answer).toEqual({ ...answer, at: clock() });
  });
});

/** One that counts, put there by somebody of staff. */
async function photoOf(who: Staff): Promise<string> {
  const base = '/api/v1/manager/photos';
  const cookie = await house.staffCookie(who.role, { node: who.node ?? 'cmp_1', now: clock() });
  const ask = (path: string, body?: unknown) =>
    house.call('photos', 'POST', `${base}${path}`, {
      cookie,
      ...(body === undefined ? {} : { body }),
    });
  const { body } = await ask('/compounds/cmp_1/uploads', { bytes: 1_000 });
  return confirmed(PhotoUpload.parse(body), (photoId) => ask(`/${photoId}/confirmation`));
}
async function ownPhoto(): Promise<string> {
  const base = '/api/v1/resident/photos';
  const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father], clock());
  const ask = (path: string, body?: unknown) =>
    house.call('photos', 'POST', `${base}${path}`, {
      cookie,
      ...(body === undefined ? {} : { body }),
    });
  const { body } = await ask(`/residents/${RESIDENTS.father}/uploads`, { bytes: 1_000 });
  return confirmed(PhotoUpload.parse(body), (photoId) => ask(`/${photoId}/confirmation`));
}
async function confirmed(
  { photoId, fields }: PhotoUpload,
  confirm: (photoId: string) => Promise<{ readonly status: number }>,
): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([jpegOf({ width: 4, height: 3 })]), 'photo.jpg');
  expect(await house.photoFiles.put(form, clock())).toBe('stored');
  expect((await confirm(photoId)).status).toBe(200);
  return photoId;
}

describe('the photos of a request', () => {
  const seenBy = async (who: Staff | 'father' | 'neighbour', request: RequestId) => {
    if (who !== 'father' && who !== 'neighbour') {
      const cookie = await house.staffCookie(who.role, { node: who.node ?? 'cmp_1', now: clock() });
      return house.call('photos', 'GET', `/api/v1/manager/photos/requests/${request}`, { cookie });
    }
    const cookie = await house.residentCookie(PHONES[who], [RESIDENTS[who]], clock());
    return house.call('photos', 'GET', `/api/v1/resident/photos/requests/${request}`, { cookie });
  };
  const idsIn = (body: unknown) =>
    PhotoAddress.array()
      .parse(Object(body).photos)
      .map(({ photoId }) => photoId);

  it('are those that whoever names them has put there, seen by who may see the request', async () => {
    const photo = await ownPhoto();
    const request = await desk.ask({ photos: [photo] });
    await desk.claim(REPAIRER, request);
    await desk.work(REPAIRER, request, { step: 'start' });
    const done = await photoOf(REPAIRER);
    await desk.work(REPAIRER, request, { step: 'finish', photos: [done] });
    for (const who of ['father', REPAIRER, MANAGER] as const)
      expect(idsIn((await seenBy(who, request)).body)).toEqual([photo, done]);
    expect((await seenBy('neighbour', request)).code).toBe('not_permitted');
    expect((await seenBy({ role: 'repairer', node: 'cmp_2' }, request)).code).toBe('not_permitted');
  });

  it('are refused where they do not count, are another’s, or are with another request', async () => {
    const theirs = await photoOf(REPAIRER);
    const first = await ownPhoto();
    await desk.ask({ photos: [first] });
    for (const photo of [theirs, first, 'pho_1_0000000000000009'])
      expect(await desk.askFor({ photos: [photo] })).toMatchObject({
        code: 'photo_not_there',
        field: 'photos',
      });
  });

  it('of a sensitive one are its assignee’s alone, and gone with its words', async () => {
    const photo = await ownPhoto();
    const key = newKey();
    const medicine = { typeId: 'medicine', text: '降压药', details: { medicine: '氨氯地平' } };
    const request = await desk.ask({ ...medicine, key, photos: [photo] });
    await desk.claim(REPAIRER, request);
    expect(idsIn((await seenBy(MANAGER, request)).body)).toEqual([]);
    expect(idsIn((await seenBy(REPAIRER, request)).body)).toEqual([photo]);
    await desk.stepOwn(request, { step: 'cancel' });
    await house.deliverRequests();
    expect(await house.stores.photos.findPhoto(PhotoId.parse(photo), clock())).toBeUndefined();
    const again = await desk.askFor({ ...medicine, key, photos: [photo] });
    expect(OwnRequest.parse(again.body)).toMatchObject({ requestId: request, redacted: true });
  });
});

it('whatever both say in whatever order, a request is open until all of it is said', () => {
  const said = fc.record(
    { byWorker: fc.integer({ min: 1 }), byRequester: fc.integer({ min: 1 }) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.array(said, { maxLength: 10 }),
      fc.array(said, { maxLength: 10 }),
      (backs, settlements) => {
        const handOvers = backs.map((back) => ({
          handOverId: '0000000000000001',
          what: 'key' as const,
          out: {},
          back,
        }));
        const advances = settlements.map((settled) => ({
          advanceId: '0000000000000001',
          amountFen: 1,
          settled,
        }));
        const isWhole = (one: { byWorker?: number; byRequester?: number }) =>
          one.byWorker !== undefined && one.byRequester !== undefined;
        const isOver = [...backs, ...settlements].every(isWhole);
        expect(stillOpen({ handOvers, advances }) === undefined).toBe(isOver);
        expect(openHandOversOf({ handOvers })).toBe(backs.filter((one) => !isWhole(one)).length);
      },
    ),
  );
});
