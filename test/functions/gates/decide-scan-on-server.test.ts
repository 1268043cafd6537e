import { compactDecrypt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { challengesOf } from '../../../functions/gates/device-secrets.ts';
import { writeCardCode } from '../../../shared/code/pass-code.ts';
import { encodePassPart, passSigningInput } from '../../../shared/code/pass-part.ts';
import type { GateId } from '../../../shared/ids.ts';
import { Enrolment } from '../../../shared/messages/gates.ts';
import { slotAt } from '../../../shared/time/slot.ts';
import type { TestEngine } from '../../support/engine.ts';
import { FACTS } from '../../support/facts.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import { type GatePhone, newGatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { newKeyPair } from '../../support/key-pair.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let east: GatePhone;
let west: GatePhone;
let phone: ResidentPhone;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  [east, west] = [await house.deviceAt(GATES.east), await house.deviceAt(GATES.west)];
  phone = await house.phoneOf(RESIDENTS.father);
  clock.advance(60 * SECOND);
});
afterEach(() => engine.stop());

const pathOf = (gate: GateId) => `/api/v1/gates/${gate}/decisions`;
const ask = (device: GatePhone, seq: number, code: string, direction = 'in', from = house) =>
  from.call('guard', 'POST', pathOf(device.gateId), {
    device,
    body: { boot: 7, seq, code, direction },
  });
const verdict = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).body;
const now = () => phone.showAt(clock());
const said = (outcome: string, reason: string) => ({ outcome, reason, class: 'resident' });
const OK = said('allow', 'ok');
const decisions = async () =>
  (await itemsOf(engine.table)).filter(({ sk }) => /^(use|decision)#/.test(String(sk)));

describe('a scan that the server decides', () => {
  it('is let in once and recorded for seven days, with neither code nor signature', async () => {
    const code = now();
    expect(await verdict(east, 1, code)).toEqual(OK);
    const items = await decisions();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      pk: `cmp_1#shown#${Math.floor(slotAt(clock()) / 60)}`,
      sk: `use#${phone.index}#${slotAt(clock())}`,
      deviceId: east.deviceId,
      ttl: Math.ceil((clock() + 7 * DAY) / 1000),
    });
    expect(JSON.stringify(items)).not.toContain('XQ1:');
  });

  it('asked again gets its first answer, also when the code is long over and the pass withdrawn', async () => {
    const code = now();
    expect(await verdict(east, 1, code)).toEqual(OK);
    clock.advance(10 * SECOND);
    await house.call('manager', 'PUT', `/api/v1/manager/passes/${phone.pass.passId}/state`, {
      cookie: await house.staffCookie('property_manager'),
      body: { state: 'revoked', reason: 'lost_device' },
    });
    expect(await verdict(east, 1, code)).toEqual(OK);
    expect(await verdict(east, 2, now())).toEqual(said('deny', 'revoked'));
  });

  it('verifies under a key before the current one, until that key is withdrawn', async () => {
    house.keyring.rotate(newKeyPair(), 2);
    expect(await verdict(east, 1, now())).toEqual(OK);
    house.keyring.withdraw(1);
    clock.advance(5 * SECOND);
    expect(await verdict(east, 2, now())).toEqual({ outcome: 'deny', reason: 'unknown_issuer' });
    await house.givePass(phone);
    expect(await verdict(east, 3, now())).toEqual(OK);
  });

  it('is a replay for everybody after the first, at this gate and at any other', async () => {
    const code = now();
    await verdict(east, 1, code);
    expect(await verdict(east, 2, code)).toEqual(said('deny', 'replayed'));
    expect(await verdict(west, 1, code)).toEqual(said('deny', 'replayed'));
    clock.advance(10 * SECOND);
    expect(await verdict(east, 2, code)).toEqual(said('deny', 'replayed'));
    expect(await decisions()).toHaveLength(3);
  });

  it('shown at many gates and processes at once is let in at one', async () => {
    const other = await openGatehouse(engine.table, clock, house.issuer);
    const code = now();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        verdict(n % 2 ? east : west, n, code, 'in', n % 3 ? house : other),
      ),
    );
    expect(answers.filter((answer) => Object(answer).outcome === 'allow')).toEqual([OK]);
    expect(answers.filter((answer) => Object(answer).reason === 'replayed')).toHaveLength(11);
  });

  it('asked many times at once has one answer', async () => {
    const code = now();
    const answers = await Promise.all(Array.from({ length: 8 }, () => verdict(east, 1, code)));
    expect(answers).toEqual(Array(8).fill(OK));
    expect(await decisions()).toHaveLength(1);
  });

  it('refused uses nothing: the same code is let in where it may be', async () => {
    const { gates } = house.stores;
    const gate = await gates.findGate(GATES.west);
    if (gate === undefined) throw new Error('no gate');
    await gates.recordGate({ ...gate, rules: { ...gate.rules, classes: ['staff'] } }, FACTS);
    const code = now();
    expect(await verdict(west, 1, code)).toEqual(said('ask', 'wrong_gate'));
    expect(await verdict(east, 1, code)).toEqual(OK);
  });

  it('is refused as a screenshot when its slots are over', async () => {
    const code = now();
    clock.advance(10 * SECOND);
    expect(await verdict(east, 1, code)).toEqual(said('deny', 'stale_code'));
  });

  it('of a phone whose clock runs ahead asks for the gate’s code', async () => {
    for (const [seq, offMs] of [15 * SECOND, HOUR, 8 * HOUR].entries()) {
      const code = phone.showAt(clock() + offMs);
      expect(await verdict(east, seq, code)).toEqual(said('ask', 'clock_off'));
    }
  });

  it('is answered the first time as ever after where it is not genuine', async () => {
    const bad = { outcome: 'deny', reason: 'malformed' };
    expect(await verdict(east, 1, 'hello')).toEqual(bad);
    expect(await verdict(east, 1, 'hello')).toEqual(bad);
    expect(await decisions()).toHaveLength(1);
  });

  it('out of the compound they live in leaves no record, and is never a replay', async () => {
    const code = now();
    expect(await verdict(east, 1, code, 'out')).toEqual(OK);
    expect(await verdict(west, 1, code, 'out')).toEqual(OK);
    expect(await decisions()).toEqual([]);
    expect(await verdict(east, 2, code)).toEqual(OK);
  });

  it('of a printed card is a look, every time', async () => {
    const card = {
      kind: 'card',
      keyId: 1,
      compound: 1,
      index: 5,
      class: 'household',
      specimen: false,
      gates: 0xffff,
      notBefore: phone.pass.notBefore,
      expires: phone.pass.expires,
    } as const;
    const part = encodePassPart(card);
    const signature = house.issuer.sign(passSigningInput(part));
    const code = writeCardCode(Buffer.concat([part, signature]));
    for (const seq of [1, 2]) {
      expect(await verdict(east, seq, code)).toEqual({
        outcome: 'ask',
        reason: 'look_and_confirm',
        class: 'household',
      });
    }
  });

  it('in challenge mode counts with this device’s challenge and no other’s', async () => {
    const device = newGatePhone();
    const code = await house.enrolmentCode(GATES.east);
    const { body } = await house.call('guard', 'POST', '/api/v1/guard/enrolments', {
      body: device.enrolmentRequest(code),
    });
    const enrolment = Enrolment.parse(body);
    device.keep(enrolment);
    const { plaintext } = await compactDecrypt(enrolment.gateSecret, device.agreement.privateKey);
    const slot = slotAt(clock());
    const challenge = await challengesOf(() => plaintext, GATES.east).challengeOf(slot);
    const shown = phone.show({ mode: 'challenge', slot, gate: 1, challenge });
    expect(await verdict(east, 1, shown)).toEqual({ outcome: 'deny', reason: 'bad_proof' });
    expect(await verdict(west, 1, shown)).toEqual({ outcome: 'deny', reason: 'bad_proof' });
    expect(await verdict(device, 1, shown)).toEqual(OK);
  });

  it('is taken from the gate’s own enrolled device, well-formed', async () => {
    const body = { boot: 7, seq: 1, code: now(), direction: 'in' };
    const path = pathOf(GATES.east);
    expect((await house.call('guard', 'POST', path, { device: west, body })).code).toBe(
      'not_permitted',
    );
    for (const [changed, field] of [
      [{ seq: -1 }, 'seq'],
      [{ boot: 1.5 }, 'boot'],
      [{ code: 'x'.repeat(513) }, 'code'],
      [{ direction: 'through' }, 'direction'],
      [{ scannedAt: clock() }, 'scannedAt'],
    ] as const) {
      const answer = await house.call('guard', 'POST', path, {
        device: east,
        body: { ...body, ...changed },
      });
      expect([answer.status, answer.code, answer.field]).toEqual([400, 'invalid_input', field]);
    }
  });
});
