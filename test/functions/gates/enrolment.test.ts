import { compactDecrypt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Enrolment } from '../../../shared/messages/gates.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import { type GatePhone, newGatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { digestOf, newKeyPair } from '../../support/key-pair.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

const enrol = (device: GatePhone, code: string, address = '203.0.113.7:4711') =>
  house.call('guard', 'POST', '/api/v1/guard/enrolments', {
    body: device.enrolmentRequest(code),
    headers: { 'cloudfront-viewer-address': address },
  });
const otherThan = (code: string, n = 1) =>
  String((Number(code) + n) % 100_000_000).padStart(8, '0');

describe('an enrolment code', () => {
  it('makes a device the gate’s, once, and wraps its secret for it alone', async () => {
    const code = await house.enrolmentCode(GATES.east);
    expect(code).toMatch(/^[0-9]{8}$/);
    const device = newGatePhone();
    const answer = await enrol(device, code);
    const enrolment = Enrolment.parse(answer.body);
    expect(enrolment).toMatchObject({
      gateId: GATES.east,
      gateName: '东门',
      compoundName: '锦苑小区',
    });
    const { plaintext } = await compactDecrypt(enrolment.gateSecret, device.agreement.privateKey);
    expect(plaintext).toHaveLength(32);
    const other = newGatePhone();
    await expect(
      compactDecrypt(enrolment.gateSecret, other.agreement.privateKey),
    ).rejects.toThrow();
    const second = await enrol(other, code);
    expect([second.status, second.code]).toEqual([401, 'enrolment_code_invalid']);
  });

  it('is won by one of many devices that show it at once', async () => {
    const code = await house.enrolmentCode(GATES.east);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => enrol(newGatePhone(), code, `203.0.113.${n}:1`)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const devices = (await itemsOf(engine.table)).filter(({ sk }) =>
      String(sk).startsWith('gate-device#'),
    );
    expect(devices).toHaveLength(1);
    expect(devices[0]).toMatchObject({ enrolledBy: STAFF.manager, enrolledAt: clock() });
  });

  it('answers the device that used it again, whose answer was lost', async () => {
    const code = await house.enrolmentCode(GATES.east);
    const device = newGatePhone();
    const [first, second] = [await enrol(device, code), await enrol(device, code)];
    expect(Enrolment.parse(second.body).deviceId).toBe(Enrolment.parse(first.body).deviceId);
  });

  it('is typed with spaces or hyphens', async () => {
    const code = await house.enrolmentCode(GATES.east);
    const device = newGatePhone();
    const body = device.enrolmentRequest(code);
    const typed = `${code.slice(0, 4)} ${code.slice(4, 6)}-${code.slice(6)}`;
    const path = '/api/v1/guard/enrolments';
    const answer = await house.call('guard', 'POST', path, { body: { ...body, code: typed } });
    expect(answer.status).toBe(200);
  });

  it('ends after a day', async () => {
    const code = await house.enrolmentCode(GATES.east);
    clock.advance(24 * HOUR);
    expect((await enrol(newGatePhone(), code)).code).toBe('enrolment_code_invalid');
  });

  it('stands nowhere, and neither does the secret behind challenges', async () => {
    const code = await house.enrolmentCode(GATES.east);
    const device = newGatePhone();
    const { gateSecret } = Enrolment.parse((await enrol(device, code)).body);
    const { plaintext } = await compactDecrypt(gateSecret, device.agreement.privateKey);
    const everything = JSON.stringify(await itemsOf(engine.table));
    expect(everything).not.toContain(code);
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      expect(everything).not.toContain(Buffer.from(plaintext).toString(encoding));
    }
  });

  it('guessed ten times wrong in an hour is not tried again from there', async () => {
    const code = await house.enrolmentCode(GATES.east);
    for (let n = 1; n <= 10; n++) {
      expect((await enrol(newGatePhone(), otherThan(code, n))).code).toBe('enrolment_code_invalid');
    }
    const eleventh = await enrol(newGatePhone(), code);
    expect([eleventh.status, eleventh.code]).toEqual([429, 'too_many_enrolment_attempts']);
    expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await enrol(newGatePhone(), code, '198.51.100.9:1')).status).toBe(200);
    clock.advance(HOUR);
    expect((await enrol(newGatePhone(), otherThan(code))).code).toBe('enrolment_code_invalid');
  });

  it('that is right counts for nothing, so that a dozen phones can be set up in a row', async () => {
    for (let n = 0; n < 12; n++) {
      const answer = await enrol(newGatePhone(), await house.enrolmentCode(GATES.east));
      expect(answer.status).toBe(200);
    }
  });

  it('guessed by many at once from one place gets ten answers', async () => {
    const code = await house.enrolmentCode(GATES.east);
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, n) => enrol(newGatePhone(), otherThan(code, n + 1))),
    );
    const tried = answers.filter((answer) => answer.code === 'enrolment_code_invalid');
    expect(tried).toHaveLength(10);
  });

  it('is not used up by a device that proves too little', async () => {
    const code = await house.enrolmentCode(GATES.east);
    const device = newGatePhone();
    const good = device.enrolmentRequest(code);
    const typ = 'xq-device-key+jwt';
    const noPoint = Buffer.alloc(33, 2).fill(255, 1).toString('base64url');
    const proofOf = (claims: unknown, keys = device.signing) => keys.token({ typ }, claims);
    const agreementKey = good.agreementKey;
    for (const [body, field] of [
      [{ ...good, proof: proofOf({ sub: otherThan(code), agreementKey }) }, 'proof'],
      [{ ...good, proof: proofOf({ sub: code, agreementKey: newKeyPair().publicText }) }, 'proof'],
      [{ ...good, proof: proofOf({ sub: code, agreementKey }, newKeyPair()) }, 'proof'],
      [{ ...good, signingKey: noPoint }, 'proof'],
      [
        {
          ...good,
          agreementKey: noPoint,
          proof: proofOf({ sub: code, agreementKey: noPoint }),
        },
        'agreementKey',
      ],
      [{ ...good, code: '1234567' }, 'code'],
      [{ ...good, gateId: GATES.west }, 'gateId'],
    ] as const) {
      const path = '/api/v1/guard/enrolments';
      const answer = await house.call('guard', 'POST', path, { body });
      expect([answer.status, answer.code, answer.field]).toEqual([400, 'invalid_input', field]);
    }
    expect((await enrol(device, code)).status).toBe(200);
  });

  it('of an un-enrolled device does not bring it back', async () => {
    const code = await house.enrolmentCode(GATES.east);
    const device = newGatePhone();
    device.keep(Enrolment.parse((await enrol(device, code)).body));
    await house.call('manager', 'DELETE', `/api/v1/manager/gate-devices/${device.deviceId}`, {
      cookie: await house.staffCookie('property_manager'),
    });
    expect((await enrol(device, code)).code).toBe('enrolment_code_invalid');
  });
});

describe('a manager', () => {
  const list = async (node?: 'cmp_2') =>
    house.call('manager', 'GET', '/api/v1/manager/gates', {
      cookie: await house.staffCookie('property_manager', node === undefined ? {} : { node }),
    });

  it('sees the gates of their compound with enrolled devices, and no others', async () => {
    const device = await house.deviceAt(GATES.west);
    expect((await list()).body).toEqual({
      gates: [
        { gateId: GATES.east, name: '东门', compoundName: '锦苑小区', devices: [] },
        {
          gateId: GATES.west,
          name: '西门',
          compoundName: '锦苑小区',
          devices: [{ deviceId: device.deviceId, enrolledAt: clock() }],
        },
      ],
    });
    expect(Object((await list('cmp_2')).body).gates).toHaveLength(1);
  });

  it('takes a device from its gate, once, and is written down with it', async () => {
    const device = await house.deviceAt(GATES.west);
    const cookie = await house.staffCookie('property_manager');
    const path = `/api/v1/manager/gate-devices/${device.deviceId}`;
    const at = clock();
    expect((await house.call('manager', 'DELETE', path, { cookie })).status).toBe(204);
    clock.advance(MINUTE);
    expect((await house.call('manager', 'DELETE', path, { cookie })).status).toBe(204);
    const item = (await itemsOf(engine.table)).find(({ deviceId }) => deviceId === device.deviceId);
    expect(item).toMatchObject({ unenrolledAt: at, unenrolledBy: STAFF.manager });
    const gates = Object((await list()).body).gates;
    expect(gates[1].devices).toEqual([]);
  });

  it('finds neither a gate nor a device that does not exist', async () => {
    const cookie = await house.staffCookie('property_manager');
    for (const [method, path] of [
      ['POST', '/api/v1/manager/gates/gat_1_99/enrolment-codes'],
      ['DELETE', '/api/v1/manager/gate-devices/dev_1_zzzzzzzzzzzzzzzz'],
      ['DELETE', '/api/v1/manager/gate-devices/nonsense'],
    ] as const) {
      const answer = await house.call('manager', method, path, { cookie });
      expect([answer.status, answer.code]).toEqual([404, 'not_found']);
    }
  });
});

describe('a device’s signature', () => {
  const path = `/api/v1/gates/${GATES.east}/state`;
  const read = (device: GatePhone, options = {}) =>
    house.call('guard', 'GET', path, { device, ...options });

  it('opens what it signed, also when it arrives twice', async () => {
    const device = await house.deviceAt(GATES.east);
    expect((await read(device)).status).toBe(200);
    expect((await read(device)).status).toBe(200);
  });

  it('counts for two minutes either side of the server’s time', async () => {
    const device = await house.deviceAt(GATES.east);
    for (const [offMs, status] of [
      [-120_000, 200],
      [15_000, 200],
      [120_000, 200],
      [-121_000, 401],
      [121_000, 401],
      [HOUR, 401],
      [-8 * HOUR, 401],
    ] as const) {
      const answer = await read(device, { signedAt: clock() + offMs });
      expect(answer.status).toBe(status);
      if (status === 401) expect(answer.code).toBe('device_clock_off');
      expect(answer.headers.get('xq-time')).toBe(String(clock()));
    }
  });

  it('is for one method, one path and one body', async () => {
    const device = await house.deviceAt(GATES.east);
    const method = 'POST';
    const decisions = `/api/v1/gates/${GATES.east}/decisions`;
    const body = JSON.stringify({ boot: 1, seq: 1, code: 'x', direction: 'in' });
    const signed = (request: Partial<Parameters<GatePhone['authorize']>[0]>) => ({
      rawBody: body,
      headers: {
        authorization: device.authorize({ method, path: decisions, body, ...request }, clock()),
      },
    });
    expect((await house.call('guard', method, decisions, signed({}))).status).toBe(200);
    for (const other of [
      { method: 'PUT' },
      { path: `/api/v1/gates/${GATES.west}/decisions` },
      { body: `${body} ` },
      { body: '' },
    ]) {
      const answer = await house.call('guard', method, decisions, signed(other));
      expect([answer.status, answer.code]).toEqual([401, 'device_signature_invalid']);
    }
  });

  it('is the enrolled key’s, in the right form, or none', async () => {
    const device = await house.deviceAt(GATES.east);
    const other = await house.deviceAt(GATES.west);
    const request = { method: 'GET', path, body: '' };
    const good = device.authorize(request, clock());
    const [header = '', claims = '', signature = ''] = good.slice('XQ-Device '.length).split('.');
    const kidOf = (kid: string) =>
      Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'xq-request+jwt', kid })).toString(
        'base64url',
      );
    const none = Buffer.from('{"alg":"none","typ":"xq-request+jwt"}').toString('base64url');
    const wrongType = device.signing.token({ typ: 'JWT', kid: device.deviceId }, {});
    for (const authorization of [
      'Bearer x',
      `XQ-Device ${header}.${claims}.`,
      `XQ-Device ${none}.${claims}.${signature}`,
      `XQ-Device ${header}.${claims}.${signature.slice(0, -4)}AAAA`,
      `XQ-Device ${kidOf(other.deviceId)}.${claims}.${signature}`,
      `XQ-Device ${kidOf('dev_1_nonsense!')}.${claims}.${signature}`,
      `XQ-Device ${wrongType}`,
      `${good} `.concat('x'),
      // The last character's spare bits changed: other text, same bytes.
      `${good.slice(0, -1)}${String.fromCharCode(good.charCodeAt(good.length - 1) + 1)}`,
    ]) {
      const answer = await house.call('guard', 'GET', path, { headers: { authorization } });
      expect([answer.status, answer.code]).toEqual([401, 'device_signature_invalid']);
    }
    const unknown = `XQ-Device ${kidOf('dev_1_zzzzzzzzzzzzzzzz')}.${claims}.${signature}`;
    const answer = await house.call('guard', 'GET', path, { headers: { authorization: unknown } });
    expect([answer.status, answer.code]).toEqual([403, 'device_not_enrolled']);
  });

  it('is ES256 under the enrolled key whatever its header says of keys and algorithms', async () => {
    const device = await house.deviceAt(GATES.east);
    const forger = await house.deviceAt(GATES.west);
    const bh = digestOf('');
    const claims = { htm: 'GET', htu: path, bh, iat: Math.floor(clock() / 1000) };
    const header = { typ: 'xq-request+jwt', kid: device.deviceId };
    const jwk = { kty: 'EC', crv: 'P-256' };
    for (const token of [
      forger.signing.token(header, claims),
      device.signing.token({ ...header, alg: 'none' }, claims),
      device.signing.token({ ...header, alg: 'ES384' }, claims),
      device.signing.token({ ...header, jwk }, claims),
      device.signing.token({ ...header, jku: 'https://example.com/keys' }, claims),
      device.signing.token({ ...header, crit: ['b64'], b64: false }, claims),
      device.signing.token({ typ: 'xq-request+jwt' }, claims),
    ]) {
      const headers = { authorization: `XQ-Device ${token}` };
      const answer = await house.call('guard', 'GET', path, { headers });
      expect([answer.status, answer.code]).toEqual([401, 'device_signature_invalid']);
    }
    const headers = { authorization: `XQ-Device ${device.signing.token(header, claims)}` };
    expect((await house.call('guard', 'GET', path, { headers })).status).toBe(200);
  });

  it('stops counting within a second of its un-enrolment', async () => {
    const device = await house.deviceAt(GATES.east);
    await read(device);
    await house.call('manager', 'DELETE', `/api/v1/manager/gate-devices/${device.deviceId}`, {
      cookie: await house.staffCookie('property_manager'),
    });
    clock.advance(1000);
    const answer = await read(device);
    expect([answer.status, answer.code]).toEqual([403, 'device_not_enrolled']);
  });
});
