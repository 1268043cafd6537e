import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn } from '../../../functions/identity/sign-in.ts';
import { MOST_ATTEMPTS } from '../../../functions/identity/sign-in-code.ts';
import { isFailure } from '../../../functions/platform/failure.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock, NOON } from '../../support/fixed-clock.ts';
import { accountOfPhone, layStreet, PHONES } from '../../support/street.ts';
import { codeOfError, openDesk } from './sign-in-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let engine: TestEngine;
let clock: FixedClock;
let desk: ReturnType<typeof openDesk>;
let day = 0;

beforeAll(async () => {
  engine = await startEngine();
  await layStreet(engine.table);
});
afterAll(() => engine.stop());
beforeEach(() => {
  // A day later, so that no limit of the test before counts.
  clock = fixedClock(NOON + ++day * 24 * HOUR);
  desk = openDesk(engine.table, clock);
});

/** Six digits that are not the code. */
const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('asking for a one-time code', () => {
  it('sends six digits to the phone and tells how long they last', async () => {
    const answer = await desk.askForCode('resident', PHONES.father);
    expect(answer.body).toEqual({ digits: 6, expiresInSeconds: 300, resendAfterSeconds: 60 });
    expect(desk.phones.codeOn(PHONES.father)).toMatch(/^[0-9]{6}$/);
  });

  it('takes a number as people write it', async () => {
    await desk.askForCode('resident', '+86 139-0000-0001');
    expect(desk.phones.received[0]?.phone).toBe(PHONES.father);
  });

  it('answers the same for a number that nobody registered, and tells only that phone', async () => {
    const known = await desk.askForCode('resident', PHONES.father);
    const unknown = await desk.askForCode('resident', PHONES.stranger);
    expect(unknown.body).toEqual(known.body);
    expect(unknown.status).toBe(known.status);
    const named = (answer: typeof known) => [...answer.raw.headers.keys()].sort();
    expect(named(unknown)).toEqual(named(known));
    expect(desk.phones.received.map(({ phone, message }) => [phone, message.template])).toEqual([
      [PHONES.father, 'sign_in_code'],
      [PHONES.stranger, 'number_not_registered'],
    ]);
  });

  it('keeps a code of the same form for a number that nobody registered', async () => {
    const kept = async (phone: string) => {
      await desk.askForCode('resident', phone);
      const { Item = {} } = await engine.table.documents.send(
        new GetCommand({
          TableName: engine.table.name,
          Key: { pk: `phone#${accountOfPhone(phone)}`, sk: 'sign-in-code#resident' },
        }),
      );
      return Object.entries(Item)
        .map(([name, value]) => `${name} ${typeof value} ${`${value}`.length}`)
        .sort();
    };
    expect(await kept(PHONES.stranger)).toEqual(await kept(PHONES.neighbour));
  });

  it('keeps neither the number nor the code in the table', async () => {
    await desk.askForCode('resident', PHONES.father);
    const { Items } = await engine.table.documents.send(
      new ScanCommand({ TableName: engine.table.name }),
    );
    const everything = JSON.stringify(Items);
    expect(everything).not.toContain(PHONES.father);
    expect(everything).not.toContain(`"${desk.phones.codeOn(PHONES.father)}"`);
  });

  it('is refused at the sixth time within the hour for one number, and told until when', async () => {
    for (let time = 1; time <= 5; time++) {
      expect((await desk.askForCode('resident', PHONES.mother)).status).toBe(200);
    }
    const sixth = await desk.askForCode('resident', PHONES.mother);
    expect([sixth.status, codeOfError(sixth)]).toEqual([429, 'too_many_codes']);
    expect(Object(sixth.body).error.retryAfterSeconds).toBe(3600);
    expect(sixth.raw.headers.get('retry-after')).toBe('3600');
    clock.advance(HOUR);
    expect((await desk.askForCode('resident', PHONES.mother)).status).toBe(200);
  });

  it('is limited per number alike for numbers that nobody registered', async () => {
    const answers = [];
    for (let time = 1; time <= 6; time++) {
      answers.push((await desk.askForCode('resident', PHONES.stranger)).status);
    }
    expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it('is refused at the sixty-first time within the hour from one address, whatever the number', async () => {
    const walk = (n: number, address: string) =>
      desk.askForCode('resident', `1390001${String(n).padStart(4, '0')}`, address);
    for (let n = 1; n <= 60; n++) expect((await walk(n, '198.51.100.1:5')).status).toBe(200);
    expect(codeOfError(await walk(61, '198.51.100.1:6'))).toBe('too_many_codes');
    expect((await walk(61, '198.51.100.2:5')).status).toBe(200);
  });
});

describe('entering a one-time code', () => {
  it('works once', async () => {
    await desk.askForCode('resident', PHONES.father);
    const code = desk.phones.codeOn(PHONES.father);
    expect((await desk.enterCode('resident', PHONES.father, code)).status).toBe(200);
    const again = await desk.enterCode('resident', PHONES.father, code);
    expect([again.status, codeOfError(again)]).toEqual([401, 'wrong_code']);
  });

  it('works once, also for many who have all been told that it is right', async () => {
    await desk.askForCode('resident', PHONES.father);
    const code = desk.phones.codeOn(PHONES.father);
    const { codes } = desk.identity;
    let compared = 0;
    let allCompared = (): void => undefined;
    const everybody = new Promise<void>((resolve) => {
      allCompared = resolve;
    });
    const ports = {
      ...desk.identity,
      codes: {
        ...codes,
        consumeCode: async (...wanted: Parameters<typeof codes.consumeCode>) => {
          if (++compared === MOST_ATTEMPTS) allCompared();
          await everybody;
          return codes.consumeCode(...wanted);
        },
      },
    };
    const input = { audience: 'resident', phone: PHONES.father, code, now: clock() } as const;
    const answers = await Promise.all(
      Array.from({ length: MOST_ATTEMPTS }, () => signIn(ports, input)),
    );
    expect(answers.filter((answer) => !isFailure(answer))).toHaveLength(1);
  });

  it('is over after five minutes', async () => {
    await desk.askForCode('resident', PHONES.father);
    clock.advance(5 * MINUTE - 1);
    const code = desk.phones.codeOn(PHONES.father);
    const wrong = await desk.enterCode('resident', PHONES.father, otherThan(code));
    expect(codeOfError(wrong)).toBe('wrong_code');
    clock.advance(1);
    const late = await desk.enterCode('resident', PHONES.father, code);
    expect(codeOfError(late)).toBe('wrong_code');
  });

  it('is over after five wrong tries, also with the right digits, until a new code is asked for', async () => {
    await desk.askForCode('resident', PHONES.father);
    const code = desk.phones.codeOn(PHONES.father);
    for (let attempt = 1; attempt <= 5; attempt++) {
      const wrong = await desk.enterCode('resident', PHONES.father, otherThan(code));
      expect(codeOfError(wrong)).toBe('wrong_code');
    }
    const spent = await desk.enterCode('resident', PHONES.father, code);
    expect([spent.status, codeOfError(spent)]).toEqual([429, 'too_many_attempts']);
    await desk.askForCode('resident', PHONES.father);
    const fresh = desk.phones.codeOn(PHONES.father);
    expect((await desk.enterCode('resident', PHONES.father, fresh)).status).toBe(200);
  });

  it('allows no more than five looks, also for many at the same moment', async () => {
    await desk.askForCode('resident', PHONES.father);
    const code = desk.phones.codeOn(PHONES.father);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => desk.enterCode('resident', PHONES.father, otherThan(code))),
    );
    const looked = answers.filter((answer) => codeOfError(answer) === 'wrong_code');
    expect(looked).toHaveLength(5);
  });

  it('takes the newest code only', async () => {
    await desk.askForCode('resident', PHONES.father);
    const older = desk.phones.codeOn(PHONES.father);
    await desk.askForCode('resident', PHONES.father);
    const newer = desk.phones.codeOn(PHONES.father);
    if (older !== newer) {
      expect(codeOfError(await desk.enterCode('resident', PHONES.father, older))).toBe(
        'wrong_code',
      );
    }
    expect((await desk.enterCode('resident', PHONES.father, newer)).status).toBe(200);
  });

  it('for the resident page opens no page of staff', async () => {
    await desk.askForCode('resident', PHONES.guard);
    await desk.askForCode('guard', PHONES.guard);
    const code = desk.phones.codeOn(PHONES.guard);
    expect(codeOfError(await desk.enterCode('manager', PHONES.guard, code))).toBe('wrong_code');
    expect((await desk.enterCode('guard', PHONES.guard, code)).status).toBe(200);
  });

  it('answers the same for a number that nobody registered as for a wrong code', async () => {
    await desk.askForCode('resident', PHONES.father);
    await desk.askForCode('resident', PHONES.stranger);
    const wrong = otherThan(desk.phones.codeOn(PHONES.father));
    const known = await desk.enterCode('resident', PHONES.father, wrong);
    const unknown = await desk.enterCode('resident', PHONES.stranger, wrong);
    expect([unknown.status, codeOfError(unknown)]).toEqual([known.status, codeOfError(known)]);
  });
});
