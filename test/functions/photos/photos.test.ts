import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attachPhotos, followRequest, forgetFile } from '../../../functions/photos/index.ts';
import { operatorFacts } from '../../../functions/platform/audit.ts';
import { answerPhotos } from '../../../infra/local/photo-server.ts';
import type { PhotoId, RequestId } from '../../../shared/ids.ts';
import { Photo, PhotoUpload } from '../../../shared/messages/photos.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { EXIF_WITH_POSITION, jpegOf, pngOf, webpOf } from '../../support/photo-files.ts';
import { accountOfPhone, layStreet, PHONES, RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const OWN = '/api/v1/resident/photos';
const PAGES = 'http://localhost:5199';
const REQUEST: RequestId = 'req_1_0000000000000001';
const OTHER: RequestId = 'req_1_0000000000000002';
const JPEG = jpegOf({ width: 40, height: 30 });
const MINUTE_MS = 60_000;

let engine: TestEngine;
let house: Gatehouse;
beforeAll(async () => {
  engine = await startEngine();
  await layStreet(engine.table);
});
afterAll(() => engine.stop());
beforeEach(async () => {
  house = await openGatehouse(engine.table, fixedClock());
});

const storage = () => answerPhotos(house.photoFiles, PAGES, house.clock);
const fathersCookie = () => house.residentCookie(PHONES.father, [RESIDENTS.father]);

async function ask(bytes = 1_000, cookie?: string) {
  return house.call('photos', 'POST', `${OWN}/residents/${RESIDENTS.father}/uploads`, {
    cookie: cookie ?? (await fathersCookie()),
    body: { bytes },
  });
}
const askedBy = async (cookie?: string) => PhotoUpload.parse((await ask(1_000, cookie)).body);

/** As a browser sends a form, with its length. */
async function put(
  { url, fields }: Pick<PhotoUpload, 'url' | 'fields'>,
  file: Uint8Array<ArrayBuffer>,
  name = 'photo.jpg',
): Promise<Response> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([file]), name);
  const body = await new Response(form).blob();
  const headers = { 'content-length': String(body.size), 'content-type': body.type };
  return storage()(new Request(url, { method: 'POST', body, headers }));
}
async function confirm(photoId: PhotoId, cookie?: string) {
  return house.call('photos', 'POST', `${OWN}/${photoId}/confirmation`, {
    cookie: cookie ?? (await fathersCookie()),
  });
}
async function confirmed(): Promise<PhotoId> {
  const upload = await askedBy();
  await put(upload, JPEG);
  expect((await confirm(upload.photoId)).status).toBe(200);
  return upload.photoId;
}
const attach = (photos: readonly PhotoId[], requestId = REQUEST, phone: string = PHONES.father) =>
  attachPhotos({ photos: house.stores.photos }, photos, {
    accountId: accountOfPhone(phone),
    requestId,
    audit: operatorFacts('test', 'service_desk', house.clock()),
  });
const find = (photoId: PhotoId) => house.stores.photos.findPhoto(photoId, house.clock());

describe('a photo is put into storage by the page', () => {
  it.each([
    ['JPEG', JPEG],
    ['PNG', pngOf({ width: 40, height: 30 })],
    ['WebP', webpOf({ width: 40, height: 30 })],
  ])(
    'a %s counts once the server has looked at it, and the same again is answered alike',
    async (_, file) => {
      const upload = await askedBy();
      expect((await put(upload, file)).status).toBe(204);
      const expected = { photoId: upload.photoId, bytes: file.length, width: 40, height: 30 };
      expect(Photo.parse((await confirm(upload.photoId)).body)).toEqual(expected);
      expect((await confirm(upload.photoId)).body).toEqual(expected);
    },
  );

  it.each([
    ['an SVG with script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a page named .jpg', '<!doctype html><script>alert(1)</script>'],
  ])('%s does not, and is told in plain words', async (_, said) => {
    const upload = await askedBy();
    expect((await put(upload, new TextEncoder().encode(said))).status).toBe(204);
    const answer = await confirm(upload.photoId);
    expect([answer.status, answer.code]).toEqual([422, 'photo_not_a_photo']);
    expect(answer.body).toMatchObject({
      error: { message: { zh: '这个文件不是照片，没有收下。' } },
    });
    expect((await attach([upload.photoId]))?.failure).toBe('photo_not_there');
  });

  it('one that says where it was taken does not', async () => {
    const upload = await askedBy();
    await put(upload, jpegOf({ width: 4, height: 3 }, { parts: [EXIF_WITH_POSITION] }));
    expect((await confirm(upload.photoId)).code).toBe('photo_says_more');
  });

  it('40 MB are refused before they are sent, and by storage where a page says less', async () => {
    const tooLarge = await ask(40 * 1024 * 1024);
    expect([tooLarge.status, tooLarge.code]).toEqual([413, 'photo_too_large']);
    const upload = await askedBy();
    const large = new Uint8Array(2 * 1024 * 1024 + 1);
    large.set(JPEG);
    const answer = await put(upload, large);
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('EntityTooLarge'),
    ]);
    const headers = { 'content-length': String(40 * 1024 * 1024) };
    const huge = new Request(upload.url, { method: 'POST', body: 'x', headers });
    expect((await storage()(huge)).status).toBe(400);
    expect((await confirm(upload.photoId)).code).toBe('photo_not_there');
  });

  it('nothing is stored by a form that was changed, is another’s, or is over', async () => {
    const upload = await askedBy();
    const another = await askedBy();
    const changed = { ...upload, fields: { ...upload.fields, key: another.photoId } };
    expect((await put(changed, JPEG)).status).toBe(403);
    house.clock.advance(15 * MINUTE_MS);
    expect((await put(upload, JPEG)).status).toBe(403);
  });

  it('what was looked at is what is kept: the form changes nothing any more', async () => {
    const upload = await askedBy();
    await put(upload, JPEG);
    const looked = await house.photoFiles.readUpload(upload.photoId);
    await put(upload, new TextEncoder().encode('<script>'));
    const kept = await house.photoFiles.keep(upload.photoId, looked?.mark ?? '', 'image/jpeg');
    expect(kept).toBe('changed');
    expect((await confirm(upload.photoId)).code).toBe('photo_not_a_photo');
  });

  it('is nobody’s but theirs who asked: not to confirm, not for another resident', async () => {
    const upload = await askedBy();
    await put(upload, JPEG);
    const mother = await house.residentCookie(PHONES.mother, [RESIDENTS.mother]);
    expect((await confirm(upload.photoId, mother)).code).toBe('not_permitted');
    expect((await ask(1_000, mother)).code).toBe('not_permitted');
  });

  it('sixty an hour from one phone, and then it waits', async () => {
    house.clock.advance(60 * MINUTE_MS);
    for (let asked = 0; asked < 60; asked++) expect((await ask()).status).toBe(200);
    expect((await ask()).code).toBe('too_many_tries');
  });
});

describe('a photo that counts', () => {
  beforeEach(() => house.clock.advance(3 * 60 * MINUTE_MS));

  it('is attached once, by whoever put it there, to one request', async () => {
    const photoId = await confirmed();
    expect((await attach([photoId], REQUEST, PHONES.mother))?.failure).toBe('photo_not_there');
    const both = await Promise.all([attach([photoId]), attach([photoId], OTHER)]);
    expect(both.filter((refused) => refused === undefined)).toHaveLength(1);
    const { requestId } = (await find(photoId)) ?? {};
    if (requestId === undefined) throw new Error('it was just attached');
    expect(await attach([photoId, photoId], requestId)).toBeUndefined();
  });

  it('stays once a request names it, also where that is told twice, and goes with it', async () => {
    const photoId = await confirmed();
    await attach([photoId]);
    const ports = { photos: house.stores.photos };
    const named = { requestId: REQUEST, before: [], after: [photoId] };
    await followRequest(ports, named, house.clock());
    await followRequest(ports, named, house.clock());
    expect(await attach([photoId])).toBeUndefined();
    house.clock.advance(48 * 60 * MINUTE_MS);
    expect((await find(photoId))?.state).toBe('kept');

    const redacted = { requestId: REQUEST, before: [photoId], after: [] };
    const [before] = (await itemsOf(engine.table)).filter(({ photoId: id }) => id === photoId);
    await followRequest(ports, redacted, house.clock());
    await followRequest(ports, redacted, house.clock());
    expect(await find(photoId)).toBeUndefined();
    const until = house.clock() + MINUTE_MS;
    const address = await house.photoFiles.addressOf(photoId, { now: house.clock(), until });
    expect((await storage()(new Request(address))).status).toBe(200);
    if (before === undefined) throw new Error('it stood there');
    await forgetFile({ files: house.photoFiles }, { before });
    expect((await storage()(new Request(address))).status).toBe(403);
  });

  it('is gone a day after it was asked for where nothing names it', async () => {
    const photoId = await confirmed();
    house.clock.advance(24 * 60 * MINUTE_MS);
    expect(await find(photoId)).toBeUndefined();
    expect((await attach([photoId]))?.failure).toBe('photo_not_there');
  });
});

describe('a photo is looked at', () => {
  beforeEach(() => house.clock.advance(6 * 60 * MINUTE_MS));
  const addressFor = async (photoId: PhotoId) => {
    const now = house.clock();
    return new URL(await house.photoFiles.addressOf(photoId, { now, until: now + MINUTE_MS }));
  };

  it('as a picture and nothing else, at an origin of its own', async () => {
    const address = await addressFor(await confirmed());
    const shown = await storage()(new Request(address));
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(JPEG);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': expect.stringContaining('private'),
    });
    expect(address.origin).not.toBe(PAGES);
  });

  it('by an address that was given for it, until its moment, and by no other', async () => {
    const photoId = await confirmed();
    const address = await addressFor(photoId);
    const another = new URL(address);
    another.pathname = `/${await confirmed()}`;
    const longer = new URL(address);
    longer.searchParams.set('until', String(house.clock() + 60 * MINUTE_MS));
    for (const wrong of [another, longer, new URL(`/${photoId}`, address)])
      expect((await storage()(new Request(wrong))).status).toBe(403);
    house.clock.advance(MINUTE_MS);
    expect((await storage()(new Request(address))).status).toBe(403);
  });

  it('only what counts: not what a form has just put there', async () => {
    const upload = await askedBy();
    await put(upload, JPEG);
    expect((await storage()(new Request(await addressFor(upload.photoId)))).status).toBe(403);
  });

  it('by the pages alone, as far as browsers are asked', async () => {
    const asked = await storage()(new Request('http://127.0.0.1:5200/', { method: 'OPTIONS' }));
    expect(asked.headers.get('access-control-allow-origin')).toBe(PAGES);
  });
});
