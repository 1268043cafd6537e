import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes } from 'node:crypto';
import { jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pushKeyOf } from '../../../functions/messages/index.ts';
import { createPushMessages } from '../../../functions/messages/push-https.ts';
import {
  createPushStore,
  deliverNotification,
  notificationIn,
} from '../../../functions/notifications/index.ts';
import { isPushAddress } from '../../../shared/notifications/push-hosts.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { accountOfPhone, PHONES, RESIDENTS, SERVER_SECRET } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { tellOfTenancy } from './telling.ts';

const ORIGIN = 'https://gate.example';
const KEY = pushKeyOf(SERVER_SECRET);

/** A browser at a push service: it alone can open what it is sent. */
function newBrowser(n: number | string) {
  const pair = createECDH('prime256v1');
  const mine = pair.generateKeys();
  const auth = randomBytes(16);
  return {
    subscription: {
      endpoint: `https://fcm.googleapis.com/fcm/send/${n}`,
      p256dh: mine.toString('base64url'),
      auth: auth.toString('base64url'),
    },
    /** RFC 8291 and 8188, one record. */
    open(sealed: Uint8Array): unknown {
      const bytes = Buffer.from(sealed);
      const salt = bytes.subarray(0, 16);
      const theirs = bytes.subarray(21, 21 + bytes.readUInt8(20));
      const record = bytes.subarray(21 + theirs.length);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), mine, theirs]);
      const secret = hkdfSync('sha256', pair.computeSecret(theirs), auth, info, 32);
      const key = hkdfSync(
        'sha256',
        Buffer.from(secret),
        salt,
        'Content-Encoding: aes128gcm\0',
        16,
      );
      const nonce = hkdfSync('sha256', Buffer.from(secret), salt, 'Content-Encoding: nonce\0', 12);
      const cipher = createDecipheriv('aes-128-gcm', Buffer.from(key), Buffer.from(nonce));
      cipher.setAuthTag(record.subarray(-16));
      const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
      return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString('utf8'));
    },
  };
}

type Sent = { readonly url: string; readonly init: RequestInit };
function pushService(statusOf: (url: string) => number = () => 201) {
  const sent: Sent[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    sent.push({ url: String(url), init });
    return new Response(null, { status: statusOf(String(url)) });
  };
  return { sent, messages: createPushMessages({ key: KEY, origin: ORIGIN, fetch }) };
}
const bytesOf = ({ init }: Sent): Uint8Array => {
  if (!(init.body instanceof Uint8Array)) throw new Error('no bytes');
  return init.body;
};

describe('addresses of push services', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/a:APA91b_-',
    'https://updates.push.services.mozilla.com/wpush/v2/gA',
    'https://web.push.apple.com/Q',
    'https://db5p.notify.windows.com/w/?token=B%3d',
  ])('%s is one', (address) => expect(isPushAddress(address)).toBe(true));
  it.each([
    'http://fcm.googleapis.com/fcm/send/a',
    'https://fcm.googleapis.com.evil.example/a',
    'https://fcm.googleapis.com:8443/a',
    'https://u@fcm.googleapis.com/a',
    'https://evil.example/.push.apple.com/a',
    'https://evilpush.apple.com/a',
    'https://169.254.169.254/latest',
  ])('%s is none', (address) => expect(isPushAddress(address)).toBe(false));
});

describe('a push', () => {
  let engine: TestEngine;
  let house: Gatehouse;
  beforeEach(async () => {
    ({ engine, house } = await openOwnGatehouse());
  });
  afterEach(() => engine.stop());
  const person = { inbox: 'resident', account: accountOfPhone(PHONES.father) } as const;
  const standing = async () =>
    (await createPushStore(engine.table).listSubscriptions(person)).map(({ endpoint }) => endpoint);

  async function asFather(method: string, path: string, body?: unknown) {
    const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father], house.clock());
    return house.call('resident', method, `/api/v1/resident${path}`, {
      cookie,
      ...(body === undefined ? {} : { body }),
    });
  }
  const subscribe = (body: unknown) => asFather('PUT', '/push-subscriptions', body);
  async function deliver(messages: ReturnType<typeof pushService>['messages']) {
    const { deliverPorts } = house;
    const push = { subscriptions: createPushStore(engine.table), messages };
    const ports = { ...deliverPorts, channels: { ...deliverPorts.channels, push } };
    for (const after of await itemsOf(engine.table)) {
      const told = notificationIn({ after });
      if (told !== undefined) await deliverNotification(ports, told, house.clock());
    }
  }

  it('says one sentence that this browser alone can open, signed with the key that it was given', async () => {
    const browser = newBrowser(1);
    expect((await asFather('GET', '/push-key')).body).toEqual({ key: KEY.publicKey });
    expect((await subscribe(browser.subscription)).status).toBe(204);
    await tellOfTenancy(house);
    const { sent, messages } = pushService();
    await deliver(messages);
    await deliver(messages);
    expect(sent).toHaveLength(1);
    const [one] = sent;
    if (one === undefined) throw new Error('nothing was sent');
    const headers = new Headers(one.init.headers);
    const body = browser.open(bytesOf(one));
    expect(body).toMatchObject({ says: { zh: expect.any(String) }, tag: headers.get('topic') });
    expect(one.init.redirect).toBe('error');
    const [, token = '', key = ''] =
      /^vapid t=(.+), k=(.+)$/.exec(headers.get('authorization') ?? '') ?? [];
    const point = Buffer.from(key, 'base64url');
    const verifier = createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      },
    });
    const { payload } = await jwtVerify(token, verifier, {
      audience: 'https://fcm.googleapis.com',
      subject: ORIGIN,
    });
    expect(payload.exp).toBeDefined();
    expect(key).toBe(KEY.publicKey);
  });

  it('forgets a browser that is gone, by facts, and tells the others', async () => {
    for (const n of [1, 2]) await subscribe(newBrowser(n).subscription);
    await tellOfTenancy(house);
    const { sent, messages } = pushService((url) => (url.endsWith('/1') ? 410 : 201));
    await deliver(messages);
    expect(sent).toHaveLength(2);
    expect(await standing()).toEqual(['https://fcm.googleapis.com/fcm/send/2']);
    const item = (await itemsOf(engine.table)).find(({ sk }) => sk === 'push');
    expect(item).toMatchObject({ version: 3, audit: { by: 'system' } });
  });

  it('goes to five browsers at most: the oldest goes, the same one counts once', async () => {
    const browsers = [1, 2, 3, 4, 5, 6].map((n) => newBrowser(n).subscription);
    for (const one of [...browsers, ...browsers.slice(5)]) await subscribe(one);
    expect(await standing()).toEqual(browsers.slice(1).map(({ endpoint }) => endpoint));
    const ended = { endpoint: browsers[5]?.endpoint };
    for (let twice = 0; twice < 2; twice++) {
      expect((await asFather('POST', '/push-subscriptions/ends', ended)).status).toBe(204);
    }
    expect(await standing()).toHaveLength(4);
  });

  it('goes to one person by one browser: whoever has it next has it alone', async () => {
    const shared = newBrowser(1).subscription;
    const kept = newBrowser(2).subscription;
    for (const one of [shared, kept]) await subscribe(one);
    const cookie = await house.residentCookie(PHONES.mother, [RESIDENTS.mother], house.clock());
    const asMother = (method: string, path: string, body: unknown) =>
      house.call('resident', method, `/api/v1/resident${path}`, { cookie, body });
    const again = { ...shared, auth: newBrowser(1).subscription.auth };
    expect((await asMother('PUT', '/push-subscriptions', again)).status).toBe(204);
    expect(await standing()).toEqual([kept.endpoint]);
    const mother = { inbox: 'resident', account: accountOfPhone(PHONES.mother) } as const;
    const hers = () => createPushStore(engine.table).listSubscriptions(mother);
    expect(await hers()).toEqual([again]);
    const ended = { endpoint: shared.endpoint };
    expect((await asFather('POST', '/push-subscriptions/ends', ended)).status).toBe(204);
    expect(await hers()).toEqual([again]);
    expect((await asMother('POST', '/push-subscriptions/ends', ended)).status).toBe(204);
    expect((await subscribe(shared)).status).toBe(204);
    expect(await standing()).toEqual([kept.endpoint, shared.endpoint]);
  });

  it('goes nowhere else than to a push service', async () => {
    const { subscription } = newBrowser(1);
    const elsewhere = { ...subscription, endpoint: 'https://evil.example/1' };
    expect((await subscribe(elsewhere)).status).toBe(400);
    const { sent, messages } = pushService();
    const body = { says: { zh: '一', en: 'One' }, tag: '0a' };
    expect(await messages.send(elsewhere, body)).toBe('gone');
    expect(sent).toEqual([]);
  });

  it('is tried again where the service fails', async () => {
    await subscribe(newBrowser(1).subscription);
    await tellOfTenancy(house);
    await deliver(pushService(() => 503).messages);
    const waiting = (await itemsOf(engine.table)).filter(({ sk }) => String(sk).endsWith('#push'));
    expect(waiting).toMatchObject([{ sending: { channel: 'push', tries: 1 } }]);
  });
});
