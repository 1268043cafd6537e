import { compactDecrypt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDigitOf } from '../../../shared/code/card-number.ts';
import type { IssuedCard } from '../../../shared/messages/cards.ts';
import { CardNumbers, EncryptedHolders, type Shift } from '../../../shared/messages/gates.ts';
import { cardOffice } from '../../support/cards.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { RESIDENTS } from '../../support/street.ts';
import { batchesOf, recordsIn } from './scans-desk.ts';

const LOOK = { outcome: 'ask', reason: 'look_and_confirm' } as const;
const WITHDRAWN = { outcome: 'deny', reason: 'revoked' } as const;
const UNKNOWN = { outcome: 'deny', reason: 'unknown_number' } as const;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let office: ReturnType<typeof cardOffice>;
let device: GatePhone;
let shift: Shift;
let card: IssuedCard;

beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
  office = cardOffice(house);
  device = await house.deviceAt(GATES.east);
  shift = await house.startShift(device);
  card = await office.giveCard(RESIDENTS.mother);
  clock.advance(60_000);
});
afterEach(() => engine.stop());

let boots = 0;
async function verdictsOn(...codes: readonly string[]) {
  const desk = batchesOf(shift, clock, ++boots);
  const said = { verdict: LOOK, decision: 'let_in' } as const;
  const batch = desk.cut(...codes.map((code) => desk.scan(code, said)));
  const [answer] = await house.record(device, [batch]);
  return answer?.verdicts;
}
const decide = async (seq: number, code: string) => {
  const path = `/api/v1/gates/${GATES.east}/decisions`;
  const body = { boot: 9, seq, code, direction: 'in' };
  return (await house.call('guard', 'POST', path, { device, body })).body;
};
async function numbersInDocument() {
  const path = `/api/v1/gates/${GATES.east}/shifts/${shift.shiftId}/holders`;
  const { body } = await house.call('guard', 'GET', path, { device });
  const { plaintext: key } = await compactDecrypt(shift.shiftKey, device.agreement.privateKey);
  const { numbers = '' } = EncryptedHolders.parse(body);
  const { plaintext } = await compactDecrypt(numbers, key);
  return CardNumbers.parse(JSON.parse(new TextDecoder().decode(plaintext)));
}

describe('a card at the gate', () => {
  it('asks for a look, by its code and by its number alike, and is the same pass in the record', async () => {
    expect(await verdictsOn(card.code, card.number)).toEqual([LOOK, LOOK]);
    const { scans, disagreements } = await recordsIn(house);
    expect(disagreements).toEqual([]);
    const [byCode, byNumber] = scans;
    expect(byNumber).toEqual({ ...byCode, seq: byNumber?.seq });
    expect(byNumber?.index).toBe(Number.parseInt(card.passId.slice(-6), 16));
  });

  it('is asked for as often as it comes: nothing of it is used up', async () => {
    expect(await verdictsOn(card.number, card.number, card.code)).toEqual([LOOK, LOOK, LOOK]);
    for (const seq of [1, 2]) {
      expect(await decide(seq, card.number)).toEqual({ ...LOOK, class: 'resident' });
    }
  });

  it('is refused by code and by number once it is lost, and the next one asks', async () => {
    const next = await office.giveCard(RESIDENTS.mother, card.passId);
    clock.advance(1_000);
    expect(await verdictsOn(card.code, card.number, next.code, next.number)).toEqual([
      WITHDRAWN,
      WITHDRAWN,
      LOOK,
      LOOK,
    ]);
  });

  it('asks for its own reason while it is suspended, and for a look again after', async () => {
    await office.setState(card.passId, { state: 'suspended', reason: 'lost_card' });
    clock.advance(1_000);
    const suspended = { outcome: 'ask', reason: 'suspended' };
    expect(await verdictsOn(card.code, card.number)).toEqual([suspended, suspended]);
    await office.setState(card.passId, { state: 'active' });
    clock.advance(1_000);
    expect(await verdictsOn(card.code, card.number)).toEqual([LOOK, LOOK]);
  });

  it('is judged as of the moment it was shown, by number too', async () => {
    const shownAt = clock();
    clock.advance(1_000);
    await office.giveCard(RESIDENTS.mother, card.passId);
    const desk = batchesOf(shift, clock);
    const batch = desk.cut(desk.scan(card.number, { scannedAt: shownAt, verdict: LOOK }));
    const [answer] = await house.record(device, [batch]);
    expect(answer?.verdicts).toEqual([LOOK]);
  });

  it('is no card of another compound, and no number that was never given', async () => {
    const other = await house.deviceAt(GATES.elsewhere);
    const path = `/api/v1/gates/${GATES.elsewhere}/decisions`;
    const body = { boot: 1, seq: 1, code: card.number, direction: 'in' };
    const answer = await house.call('guard', 'POST', path, { device: other, body });
    expect(answer.body).toEqual(UNKNOWN);
    const seven = card.number.slice(0, 7) === '1234567' ? '7654321' : '1234567';
    const wrongDigit = card.number.slice(0, 7) + ((Number(card.number[7]) + 1) % 10);
    expect(await verdictsOn(seven + checkDigitOf(seven), wrongDigit)).toEqual([UNKNOWN, UNKNOWN]);
  });

  it('that the gate did not know yet is no disagreement', async () => {
    const desk = batchesOf(shift, clock);
    await house.record(device, [desk.cut(desk.scan(card.number, { verdict: UNKNOWN }))]);
    expect((await recordsIn(house)).disagreements).toEqual([]);
  });
});

describe('the numbers in the shift’s document', () => {
  it('are every card’s, withdrawn ones too, with what is decided by and no signature', async () => {
    const next = await office.giveCard(RESIDENTS.mother, card.passId);
    await house.deliverPasses();
    clock.advance(2_000);
    const numbers = await numbersInDocument();
    expect(Object.keys(numbers).sort()).toEqual([card.number, next.number].sort());
    for (const part of Object.values(numbers)) {
      expect(Buffer.from(part, 'base64url')).toHaveLength(16);
    }
  });
});
