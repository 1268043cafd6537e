import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { openPageGate } from '../../support/page-gate.ts';
import { newResidentPhone } from '../../support/resident-phone.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';

const SECOND = 1_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

it('a lost phone shows no pass that opens a gate without network, from the gate’s next list on', async () => {
  const [lost, kept] = [
    await house.phoneOf(RESIDENTS.mother),
    await house.phoneOf(RESIDENTS.mother),
  ];
  const childs = newResidentPhone(RESIDENTS.child, undefined, lost.sessionId);
  await house.givePass(childs);
  let isOffline = false;
  const gate = openPageGate({
    device: await house.deviceAt(GATES.east),
    now: clock,
    send: (path, init) => {
      if (isOffline) throw new TypeError('there is no network');
      return house.apps[path.startsWith('/.well-known/') ? 'keys' : 'guard'].request(path, init);
    },
  });
  await gate.documents.refresh();
  isOffline = true;
  const reasons = async () => {
    clock.advance(6 * SECOND);
    const shown = [lost, childs, kept].map((phone) => gate.judge(phone.showAt(clock())));
    return (await Promise.all(shown)).map(({ reason }) => reason);
  };
  expect(await reasons()).toEqual(['ok', 'ok', 'ok']);

  const mothers = `/api/v1/resident/residents/${RESIDENTS.mother}/passes/${lost.pass.passId}`;
  const { status } = await house.call('resident', 'DELETE', mothers, {
    cookie: await house.residentCookie(PHONES.father, [RESIDENTS.mother, RESIDENTS.child]),
    body: { reason: 'lost_device' },
  });
  expect(status).toBe(204);
  expect(await reasons()).toEqual(['ok', 'ok', 'ok']);
  isOffline = false;
  clock.advance(30 * SECOND);
  await gate.documents.refresh();
  isOffline = true;
  expect(await reasons()).toEqual(['revoked', 'revoked', 'ok']);
});
