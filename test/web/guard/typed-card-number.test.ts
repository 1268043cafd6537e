import { beforeEach, describe, expect, it } from 'vitest';
import { cardNumberFrom } from '../../../shared/code/card-number.ts';
import { encodePassPart } from '../../../shared/code/pass-part.ts';
import { cardCode, INDEX, passOf } from '../../vectors/street.ts';
import { CARD, type DecisionDesk, NUMBER, openDecisionDesk, SHIFT } from './decision-desk.ts';

const ANOTHER = cardNumberFrom(7_654_321);
const partOfCard = () => encodePassPart(CARD);

let world: DecisionDesk['world'];
let memory: DecisionDesk['memory'];
let desk: DecisionDesk['desk'];
beforeEach(async () => {
  ({ world, memory, desk } = await openDecisionDesk());
});

describe('the number of a card, typed', () => {
  it('asks as its code does, with the name, and is kept as it was typed', async () => {
    const decisions = desk();
    const typed = await decisions.decide(NUMBER, 'in', SHIFT);
    const { scan: _, ...byNumber } = typed;
    await decisions.settle(typed, 'let_in');
    const { scan: __, ...byCode } = await decisions.decide(cardCode(CARD), 'in', SHIFT);
    expect(byNumber).toEqual(byCode);
    expect(byNumber).toMatchObject({
      outcome: 'ask',
      reason: 'look_and_confirm',
      holder: { maskedName: '王**' },
    });
    expect(memory.scans()[0]).toMatchObject({ scan: { code: NUMBER, decision: 'let_in' } });
  });

  it('is held against the list, as its code is', async () => {
    const part = encodePassPart(passOf('resident', { kind: 'card', index: INDEX.revoked }));
    world.numbers = new Map([[NUMBER, part]]);
    expect(await desk().decide(NUMBER, 'in', SHIFT)).toMatchObject({
      outcome: 'deny',
      reason: 'revoked',
    });
  });

  it('that no card has is refused and kept, with newer documents asked for first', async () => {
    expect(await desk().decide(ANOTHER, 'in', SHIFT)).toMatchObject({
      outcome: 'deny',
      reason: 'unknown_number',
    });
    expect(world.refreshes).toBe(1);
    expect(memory.scans()).toMatchObject([{ scan: { code: ANOTHER } }]);
    world.fresh = async () => {
      world.numbers = new Map([[ANOTHER, partOfCard()]]);
      return true;
    };
    expect(await desk(8).decide(ANOTHER, 'in', SHIFT)).toMatchObject({
      reason: 'look_and_confirm',
    });
  });

  it('asks where the numbers have not come to this gate', async () => {
    world.numbers = undefined;
    expect(await desk().decide(NUMBER, 'in', SHIFT)).toMatchObject({
      outcome: 'ask',
      reason: 'server_silent',
    });
  });

  it('is shown again after a reload, while it is not answered', async () => {
    await desk().decide(NUMBER, 'in', SHIFT);
    expect(await desk(8).restore()).toMatchObject([
      { code: NUMBER, verdict: { reason: 'look_and_confirm', holder: { maskedName: '王**' } } },
    ]);
  });
});
