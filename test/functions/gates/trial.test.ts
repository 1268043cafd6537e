import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Gate } from '../../../functions/gates/gate.ts';
import { GateRules } from '../../../shared/gate/gate-rules.ts';
import type { Scan } from '../../../shared/messages/gates.ts';
import { ManagedGate } from '../../../shared/messages/gates.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { STAFF } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { type MannedGate, openMannedGate } from './manned-gate.ts';
import { recordsIn } from './scans-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;
let phone: ResidentPhone;
let desk: MannedGate['desk'];

beforeEach(async () => {
  ({ engine, clock, house, device, phone, desk } = await openMannedGate());
  clock.advance(MINUTE);
});
afterEach(() => engine.stop());

const path = `/api/v1/manager/gates/${GATES.east}/trial`;
const setTrial = async (until: number) =>
  house.call('manager', 'PUT', path, {
    cookie: await house.staffCookie('property_manager'),
    body: { until },
  });
const endTrial = async () =>
  house.call('manager', 'DELETE', path, { cookie: await house.staffCookie('property_manager') });
const gateItem = async () =>
  Gate.parse((await itemsOf(engine.table)).find(({ sk }) => sk === `gate#${GATES.east}`));
const rulesOfState = async () => {
  const { body } = await house.call('guard', 'GET', `/api/v1/gates/${GATES.east}/state`, {
    device,
  });
  const [, claims = ''] = String(Object(body).rules).split('.');
  return GateRules.parse(JSON.parse(Buffer.from(claims, 'base64url').toString()).rules);
};
const managed = async () => {
  const { body } = await house.call('manager', 'GET', '/api/v1/manager/gates', {
    cookie: await house.staffCookie('property_manager'),
  });
  return ManagedGate.parse(Object(body).gates[0]);
};

/** A code of a minute ago, and what the gate made of it. */
const oldCode = (outcome: 'ask' | 'deny', changed: Partial<Scan> = {}) =>
  desk.scan(phone.showAt(clock() - MINUTE), {
    verdict: { outcome, reason: 'stale_code' },
    ...changed,
  });
const upload = async (...scans: Scan[]) => {
  const [answer] = await house.record(device, [desk.cut(...scans)]);
  return answer?.verdicts;
};
const differences = async () => (await recordsIn(house)).disagreements.length;

describe('a gate on trial', () => {
  it('is so for its devices within seconds, until the moment that the manager named', async () => {
    const until = clock() + 10 * DAY;
    expect((await setTrial(until)).status).toBe(204);
    clock.advance(2_000);
    expect((await rulesOfState()).trialUntil).toBe(until);
    expect((await managed()).trialUntil).toBe(until);
    clock.advance(10 * DAY);
    expect((await managed()).trialUntil).toBeUndefined();
  });

  it('has the name of whoever decided so inside the very record', async () => {
    const until = clock() + DAY;
    await setTrial(until);
    const from = clock();
    clock.advance(HOUR);
    await endTrial();
    expect((await gateItem()).trials).toEqual([
      { from, until, by: STAFF.manager, endedAt: clock(), endedBy: STAFF.manager },
    ]);
    clock.advance(2_000);
    expect((await rulesOfState()).trialUntil).toBeUndefined();
  });

  it('is one for ninety days at most, and never one that is over', async () => {
    for (const until of [clock() + 90 * DAY + 1, clock(), clock() - DAY]) {
      const { status, code, field } = await setTrial(until);
      expect([status, code, field]).toEqual([400, 'invalid_input', 'until']);
    }
    expect((await setTrial(clock() + 90 * DAY)).status).toBe(204);
  });

  it('can be prolonged, ended, and ended again', async () => {
    await setTrial(clock() + DAY);
    clock.advance(HOUR);
    await setTrial(clock() + 5 * DAY);
    expect((await gateItem()).trials).toHaveLength(2);
    expect((await endTrial()).status).toBe(204);
    expect((await endTrial()).status).toBe(204);
    const { trials = [], rules } = await gateItem();
    expect([trials.length, rules.trialUntil]).toEqual([2, undefined]);
  });

  it('is changed by one of two managers at a time', async () => {
    const days = [1, 2, 3, 4, 5, 6];
    const answers = await Promise.all(days.map((n) => setTrial(clock() + n * DAY)));
    const { trials = [], rules } = await gateItem();
    expect(trials).toHaveLength(answers.filter(({ status }) => status === 204).length);
    expect(trials.filter(({ endedAt }) => endedAt === undefined)).toHaveLength(1);
    expect(rules.trialUntil).toBe(trials.at(-1)?.until);
  });
});

describe('a scan at a gate on trial', () => {
  it('is asked about by the server too, and decided so for a gate without a brain', async () => {
    await setTrial(clock() + DAY);
    clock.advance(2_000);
    expect(await upload(oldCode('ask', { decision: 'let_in' }))).toEqual([
      { outcome: 'ask', reason: 'stale_code' },
    ]);
    expect(await differences()).toBe(0);
    const body = { boot: 9, seq: 1, code: phone.showAt(clock() - MINUTE), direction: 'in' };
    const decided = await house.call('guard', 'POST', `/api/v1/gates/${GATES.east}/decisions`, {
      device,
      body,
    });
    expect(decided.body).toMatchObject({ outcome: 'ask', reason: 'stale_code' });
  });

  it('is judged by its own moment, however late it is handed in', async () => {
    await setTrial(clock() + HOUR);
    clock.advance(2_000);
    const during = oldCode('ask');
    clock.advance(2 * HOUR);
    const after = oldCode('deny');
    const wronglyAsked = oldCode('ask');
    clock.advance(5 * HOUR);
    expect(await upload(during)).toEqual([{ outcome: 'ask', reason: 'stale_code' }]);
    expect(await upload(after)).toEqual([{ outcome: 'deny', reason: 'stale_code' }]);
    expect(await differences()).toBe(0);
    await upload(wronglyAsked);
    expect(await differences()).toBe(1);
  });

  it('is no difference where the device had not heard that the trial began or was ended', async () => {
    await setTrial(clock() + DAY);
    clock.advance(MINUTE);
    await upload(oldCode('deny'));
    await endTrial();
    clock.advance(HOUR);
    await upload(oldCode('ask', { decision: 'let_in' }), oldCode('deny'));
    expect(await differences()).toBe(0);
  });

  it('is a difference where somebody was let in without a question', async () => {
    await setTrial(clock() + DAY);
    clock.advance(MINUTE);
    await upload(oldCode('ask', { verdict: { outcome: 'allow', reason: 'ok' } }));
    expect(await differences()).toBe(1);
  });
});
