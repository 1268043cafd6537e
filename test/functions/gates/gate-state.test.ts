import { KeyObject } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createListKeys } from '../../../functions/gates/list-key.ts';
import { inflate } from '../../../functions/platform/inflate.ts';
import { signatureVerifier } from '../../../functions/platform/signature-verifier.ts';
import { GateRules } from '../../../shared/gate/gate-rules.ts';
import { GateState, NAMES_VERSION } from '../../../shared/messages/gates.ts';
import { readStatusListClaims, stateAt } from '../../../shared/status-list/status-list.ts';
import { countingTable } from '../../support/counting-table.ts';
import type { TestEngine } from '../../support/engine.ts';
import { type FixedClock, NOON } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { issuerWith, signerOf } from '../../support/issuer.ts';
import { newKeyPair } from '../../support/key-pair.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { RESIDENTS } from '../../support/street.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  device = await house.deviceAt(GATES.east);
});
afterEach(() => engine.stop());

const path = `/api/v1/gates/${GATES.east}/state`;
const read = (etag?: string, from = house) =>
  from.call('guard', 'GET', path, {
    device,
    headers: etag === undefined ? {} : { 'if-none-match': etag },
  });

async function keyOf(point: string): Promise<KeyObject> {
  const key = await signatureVerifier.importKey(Buffer.from(point, 'base64url'));
  if (!(key instanceof KeyObject)) throw new Error('no key');
  return key;
}

/** As a gate verifies: the issuer certifies the list key, the list key signs the rest. */
async function verified(state: GateState) {
  const options = { currentDate: new Date(clock()), algorithms: ['ES256'] };
  const issuer = await keyOf(house.issuer.publicText);
  const certificate = await jwtVerify(state.certificate, issuer, {
    ...options,
    typ: 'xq-list-key+jwt',
  });
  const key = await keyOf(String(certificate.payload.key));
  const list = await jwtVerify(state.statusList, key, { ...options, typ: 'statuslist+jwt' });
  const rules = await jwtVerify(state.rules, key, { ...options, typ: 'xq-gate-rules+jwt' });
  return {
    certificate: certificate.payload,
    subject: list.payload.sub,
    list: await readStatusListClaims(list.payload, inflate),
    rules: GateRules.parse(rules.payload.rules),
    dates: [list.payload, rules.payload].map(({ iat = 0, exp = 0 }) => exp - iat),
  };
}

describe('what a gate decides by', () => {
  it('is signed down from the issuer’s key, for this gate and its compound', async () => {
    const answer = await read();
    const state = GateState.parse(answer.body);
    expect(decodeProtectedHeader(state.certificate).kid).toBe('i1');
    const { subject, rules, list, dates, certificate } = await verified(state);
    expect(subject).toBe('cmp_1');
    expect(rules).toMatchObject({ compound: 1, gate: 1, name: '东门', compoundName: '锦苑小区' });
    expect(list).toMatchObject({ version: 0, places: 64 });
    expect(dates).toEqual([72 * 3600, 72 * 3600]);
    expect((certificate.exp ?? 0) - (certificate.iat ?? 0)).toBe(24 * 3600);
  });

  it('is not sent again while nothing changes, and is signed anew within five minutes', async () => {
    clock.set(clock() - (clock() % (5 * MINUTE)));
    const etag = (await read()).headers.get('etag') ?? '';
    clock.advance(5 * MINUTE - 1);
    const same = await read(etag);
    expect([same.status, same.body, same.headers.get('etag')]).toEqual([304, undefined, etag]);
    expect((await read(`W/${etag}`)).status).toBe(304);
    clock.advance(1);
    const anew = await read(etag);
    expect(anew.status).toBe(200);
    expect(decodeJwt(GateState.parse(anew.body).statusList).iat).toBe(clock() / 1000);
  });

  it('changes within a second with the state of a pass', async () => {
    const phone = await house.phoneOf(RESIDENTS.father);
    const before = await read();
    await house.call('manager', 'PUT', `/api/v1/manager/passes/${phone.pass.passId}/state`, {
      cookie: await house.staffCookie('property_manager'),
      body: { state: 'revoked', reason: 'lost_device' },
    });
    clock.advance(SECOND);
    const after = await read(before.headers.get('etag') ?? '');
    expect(after.status).toBe(200);
    const [old, now] = [
      await verified(GateState.parse(before.body)),
      await verified(GateState.parse(after.body)),
    ];
    if (old.list === undefined || now.list === undefined) throw new Error('no list');
    expect(now.list.version).toBeGreaterThan(old.list.version);
    expect(stateAt(old.list, phone.index)).toBe('valid');
    expect(stateAt(now.list, phone.index)).toBe('revoked');
  });

  it('has one version in every process, whoever signed it', async () => {
    const other = await openGatehouse(engine.table, clock, house.issuer);
    const etag = (await read()).headers.get('etag') ?? '';
    expect((await read(etag, other)).status).toBe(304);
    expect((await read(undefined, other)).headers.get('etag')).toBe(etag);
  });

  it('says with every answer which names there are, so that nobody asks for the same ones', async () => {
    const shift = await house.startShift(device);
    const names = async () => {
      const path = `/api/v1/gates/${GATES.east}/shifts/${shift.shiftId}/holders`;
      return (await house.call('guard', 'GET', path, { device })).headers.get(NAMES_VERSION);
    };
    const first = await read();
    expect(first.headers.get(NAMES_VERSION)).toBe(await names());
    await house.phoneOf(RESIDENTS.father);
    await house.deliverPasses();
    clock.advance(SECOND);
    const later = await read();
    expect(later.headers.get(NAMES_VERSION)).not.toBe(first.headers.get(NAMES_VERSION));
    expect(later.headers.get(NAMES_VERSION)).toBe(await names());
    const same = await read(later.headers.get('etag') ?? '');
    expect([same.status, same.headers.get(NAMES_VERSION)]).toEqual([304, await names()]);
  });

  it('costs half a read unit a refresh, however long the list is', async () => {
    const { table, units } = countingTable(engine);
    const counted = await openGatehouse(table, clock, house.issuer);
    const phone = await house.phoneOf(RESIDENTS.father);
    await house.call('manager', 'PUT', `/api/v1/manager/passes/${phone.pass.passId}/state`, {
      cookie: await house.staffCookie('property_manager'),
      body: { state: 'revoked', reason: 'lost_device' },
    });
    const etag = (await read(undefined, counted)).headers.get('etag') ?? '';
    const before = units();
    clock.advance(SECOND);
    expect((await read(etag, counted)).status).toBe(304);
    clock.advance(SECOND);
    expect((await read(undefined, counted)).status).toBe(200);
    expect(units()).toEqual({ read: before.read + 1, written: before.written });
  });

  it('is the gate’s own and no other’s', async () => {
    const west = `/api/v1/gates/${GATES.west}/state`;
    const answer = await house.call('guard', 'GET', west, { device });
    expect([answer.status, answer.code]).toEqual([403, 'not_permitted']);
  });
});

describe('after the issuer’s key', () => {
  it('has changed, a gate’s state is another one, down from the key that signs now', async () => {
    const before = await read();
    const next = newKeyPair();
    house.keyring.rotate(next, 2);
    const answer = await read(before.headers.get('etag') ?? '');
    expect(answer.status).toBe(200);
    const { certificate } = GateState.parse(answer.body);
    expect(decodeProtectedHeader(certificate).kid).toBe('i2');
    expect(await jwtVerify(certificate, await keyOf(next.publicText))).toBeDefined();
  });
});

describe('the list key', () => {
  it('is certified once a day, renewed an hour before, and never twice at once', async () => {
    let signatures = 0;
    const signer = signerOf(newKeyPair());
    const counted = {
      ...signer,
      sign: (message: Uint8Array) => {
        signatures++;
        return signer.sign(message);
      },
    };
    const listKey = createListKeys(issuerWith(counted));
    const keys = await Promise.all([listKey(NOON), listKey(NOON), listKey(NOON + 23 * HOUR - 1)]);
    expect(new Set(keys).size).toBe(1);
    expect(signatures).toBe(1);
    const next = await listKey(NOON + 23 * HOUR);
    expect(next.certificate).not.toBe(keys[0].certificate);
    expect(signatures).toBe(2);
  });

  it('is asked for again where the issuer did not answer', async () => {
    const signer = signerOf(newKeyPair());
    let down = true;
    const failing = {
      ...signer,
      sign: async (message: Uint8Array) => {
        if (down) throw new Error('no answer');
        return signer.sign(message);
      },
    };
    const listKey = createListKeys(issuerWith(failing));
    await expect(listKey(NOON)).rejects.toThrow('no answer');
    down = false;
    expect((await listKey(NOON)).certificate).toMatch(/^ey/);
  });
});
