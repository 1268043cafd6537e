import { compactDecrypt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_LIST_AGE } from '../../../shared/gate/list-age.ts';
import { Enrolment } from '../../../shared/messages/gates.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import { type GatePhone, newGatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { newKeyPair } from '../../support/key-pair.ts';
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
    const rules = { version: 1, listAge: DEFAULT_LIST_AGE };
    expect((await list()).body).toEqual({
      gates: [
        { gateId: GATES.east, name: '东门', compoundName: '锦苑小区', rules, devices: [] },
        {
          gateId: GATES.west,
          name: '西门',
          compoundName: '锦苑小区',
          rules,
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
