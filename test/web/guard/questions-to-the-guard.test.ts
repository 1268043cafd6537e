import { beforeEach, describe, expect, it } from 'vitest';
import {
  cardCode,
  liveCode,
  NOW_MS,
  NOW_SLOT,
  passOf,
  RULES,
  slotProof,
} from '../../vectors/street.ts';
import {
  type DecisionDesk,
  openDecisionDesk,
  RESIDENT,
  SHIFT,
  SUSPENDED,
} from './decision-desk.ts';

let world: DecisionDesk['world'];
let memory: DecisionDesk['memory'];
let desk: DecisionDesk['desk'];
beforeEach(async () => {
  ({ world, memory, desk } = await openDecisionDesk());
});

describe('a question to the guard', () => {
  it('is kept with what the guard decided', async () => {
    const decisions = desk();
    const asked = await decisions.decide(SUSPENDED, 'in', SHIFT);
    expect(asked).toMatchObject({ outcome: 'ask', reason: 'suspended' });
    const settled = await decisions.settle(asked, 'turned_away');
    expect(settled.decision).toBe('turned_away');
    expect(memory.scans()).toMatchObject([{ undecided: false, scan: { decision: 'turned_away' } }]);
  });

  it('answered with yes uses the code up, answered with no does not', async () => {
    const decisions = desk();
    const first = await decisions.decide(SUSPENDED, 'in', SHIFT);
    await decisions.settle(first, 'turned_away');
    const second = await decisions.decide(SUSPENDED, 'in', SHIFT);
    expect(second).toMatchObject({ outcome: 'ask' });
    await decisions.settle(second, 'let_in');
    expect(await decisions.decide(SUSPENDED, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('comes back after a reload, with the name, and its code is used up by a yes', async () => {
    world.list = undefined;
    const asked = await desk().decide(RESIDENT, 'in', SHIFT);
    expect(asked).toMatchObject({ outcome: 'ask' });
    const reloaded = desk(8);
    const [restored] = await reloaded.restore();
    if (restored === undefined) throw new Error('nothing was restored');
    expect(restored).toEqual({ verdict: asked, code: RESIDENT });
    await reloaded.settle(restored.verdict, 'let_in');
    expect(memory.scans()).toMatchObject([{ boot: 7, scan: { seq: 1, decision: 'let_in' } }]);
    expect(await reloaded.decide(RESIDENT, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('at a gate on trial says that it would be refused, over a reload too', async () => {
    world.rules = { ...RULES, trialUntil: NOW_MS + 60_000 };
    const old = liveCode(passOf('resident'), slotProof(NOW_SLOT - 4));
    const asked = await desk().decide(old, 'in', SHIFT);
    expect(asked).toMatchObject({ outcome: 'ask', reason: 'stale_code', onTrial: true });
    expect(await desk(8).restore()).toEqual([{ verdict: asked, code: old }]);
  });

  it('is one of several that wait: a reload brings them all back, oldest first', async () => {
    const decisions = desk();
    const card = cardCode(passOf('resident', { kind: 'card' }));
    const first = await decisions.decide(SUSPENDED, 'in', SHIFT);
    world.now += 1_000;
    const second = await decisions.decide(card, 'in', SHIFT);
    await decisions.decide('not a code', 'in', SHIFT);
    const reloaded = desk(8);
    const restored = await reloaded.restore();
    expect(restored.map(({ verdict }) => verdict.scan)).toEqual([first.scan, second.scan]);
    await reloaded.settle(second, 'turned_away');
    await reloaded.settle(first, 'let_in');
    expect(memory.scans().map(({ undecided, scan }) => [undecided, scan.decision])).toEqual([
      [false, 'let_in'],
      [false, 'turned_away'],
      [false, undefined],
    ]);
    expect(await reloaded.decide(SUSPENDED, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('answered after another that came later still uses its own code up', async () => {
    const decisions = desk();
    const first = await decisions.decide(SUSPENDED, 'in', SHIFT);
    const card = cardCode(passOf('resident', { kind: 'card' }));
    await decisions.settle(await decisions.decide(card, 'in', SHIFT), 'let_in');
    await decisions.settle(first, 'let_in');
    expect(await decisions.decide(SUSPENDED, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('is asked of a card each time, since a card proves nobody', async () => {
    const decisions = desk();
    const card = cardCode(passOf('resident', { kind: 'card' }));
    for (let times = 0; times < 2; times += 1) {
      const asked = await decisions.decide(card, 'in', SHIFT);
      expect(asked).toMatchObject({ outcome: 'ask', reason: 'look_and_confirm' });
      await decisions.settle(asked, 'let_in');
    }
  });
});
