import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { digestOf } from '../../support/key-pair.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

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
