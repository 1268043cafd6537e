import { describe, expect, it } from 'vitest';
import { visitorPinsOf } from '../../../web/guard/arrivals/ask-visitor-pin.ts';
import { createApi } from '../../../web/kit/api.ts';

const LET_IN = {
  outcome: 'allow',
  reason: 'ok',
  class: 'visitor',
  visit: { name: '老王', building: '3幢', type: 'guest' },
};

/** A gate's page whose server answers these in turn; undefined is an answer that is lost. */
function gateOf(answers: readonly unknown[]) {
  const heard: unknown[] = [];
  let seq = 0;
  const api = createApi({
    fetch: async (input, init) => {
      heard.push(await new Request(new URL(String(input), 'http://localhost'), init).json());
      const answer = answers[heard.length - 1];
      if (answer === undefined) throw new TypeError('lost');
      return Response.json(answer);
    },
  });
  const ask = visitorPinsOf({
    api,
    sign: async () => ({ authorization: 'XQ-Device signed' }),
    device: { gateId: 'gat_1_1' },
    nextName: () => ({ boot: 7, seq: ++seq }),
    now: () => 1_800_000_000_000,
  });
  return { ask, heard };
}

describe('the digits that a visitor says', () => {
  it('are shown as the server decides them', async () => {
    const { ask, heard } = gateOf([{ arrival: LET_IN }, {}]);
    expect(await ask('3-2-501', '804213', 'in')).toEqual({
      ...LET_IN,
      scan: '7.1',
      direction: 'in',
      at: 1_800_000_000_000,
    });
    expect(await ask('3-2-501', '804214', 'in')).toBeUndefined();
    expect(heard).toEqual([
      { boot: 7, seq: 1, house: '3-2-501', pin: '804213', direction: 'in' },
      { boot: 7, seq: 2, house: '3-2-501', pin: '804214', direction: 'in' },
    ]);
  });

  it('asked once more after a lost answer have the same name, and then a new one', async () => {
    const { ask, heard } = gateOf([undefined, { arrival: LET_IN }, { arrival: LET_IN }]);
    expect(await ask('3-2-501', '804213', 'in')).toMatchObject({ code: 'offline' });
    await ask('3-2-501', '804213', 'in');
    await ask('3-2-501', '804213', 'in');
    expect(heard).toMatchObject([{ seq: 1 }, { seq: 1 }, { seq: 2 }]);
  });
});
