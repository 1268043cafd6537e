import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { newKeyPair } from '../../support/key-pair.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { memoryDatabase, openPageGate } from '../../support/page-gate.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS } from '../../support/street.ts';

const MINUTE = 60_000;
const SLOT = 5_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let phone: ResidentPhone;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  device = await house.deviceAt(GATES.east);
  phone = await house.phoneOf(RESIDENTS.father);
  clock.advance(MINUTE);
});
afterEach(() => engine.stop());

const open = (database = memoryDatabase()) =>
  openPageGate({
    device,
    now: clock,
    database,
    send: (path, init) =>
      house.apps[path.startsWith('/.well-known/') ? 'keys' : 'guard'].request(path, init),
  });
const shown = () => {
  clock.advance(SLOT);
  return phone.showAt(clock());
};

describe('a guard’s page, when a key of the issuer’s disappears', () => {
  it('lets go of the key and of every pass that it verified, and of nothing else', async () => {
    const gate = open();
    expect(await gate.documents.refresh()).toBe(true);
    expect((await gate.judge(shown())).outcome).toBe('allow');
    const key = gate.documents.keys().get(1);
    const signed = Buffer.from(phone.pass.pass, 'base64url');
    if (key === undefined) throw new Error('the page has no key');
    expect(gate.verified.get(signed, key)).toBeDefined();

    house.keyring.rotate(newKeyPair(), 2);
    expect(await gate.documents.refresh()).toBe(true);
    expect([...gate.documents.keys().keys()]).toEqual([1, 2]);
    expect(gate.verified.get(signed, key)).toBeDefined();

    house.keyring.withdraw(1);
    expect(await gate.documents.refresh()).toBe(true);
    expect([...gate.documents.keys().keys()]).toEqual([2]);
    expect(gate.verified.get(signed, key)).toBeUndefined();
    expect(await gate.judge(shown())).toMatchObject({ outcome: 'deny', reason: 'unknown_issuer' });
    expect(gate.documents.list()?.ageMs).toBe(SLOT);

    await house.givePass(phone);
    expect((await gate.judge(shown())).outcome).toBe('allow');
  });

  it('starts again without a network and knows it no more', async () => {
    const database = memoryDatabase();
    await open(database).documents.refresh();
    house.keyring.rotate(newKeyPair(), 2);
    house.keyring.withdraw(1);
    await open(database).documents.refresh();
    const gate = open(database);
    await gate.documents.load();
    expect([...gate.documents.keys().keys()]).toEqual([2]);
    expect((await gate.judge(shown())).reason).toBe('unknown_issuer');
  });
});
