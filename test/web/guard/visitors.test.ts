import { beforeEach, describe, expect, it } from 'vitest';
import type { ArrivalVerdict } from '../../../shared/messages/arrivals.ts';
import type { AskedArrival } from '../../../web/guard/arrivals/ask-arrival.ts';
import type { ShownVerdict } from '../../../web/guard/verdict/verdict-screen.ts';
import { liveCode, passOf } from '../../vectors/street.ts';
import { type DecisionDesk, openDecisionDesk, SHIFT } from './decision-desk.ts';

const VISITOR = liveCode(passOf('visitor'));
const LET_IN: ArrivalVerdict = {
  outcome: 'allow',
  reason: 'ok',
  class: 'visitor',
  visit: { name: '老王', building: '3幢', type: 'guest' },
};

let world: DecisionDesk['world'];
let memory: DecisionDesk['memory'];
let desk: DecisionDesk['desk'];
beforeEach(async () => {
  ({ world, memory, desk } = await openDecisionDesk());
});

const answering = (soon: ArrivalVerdict | undefined, late = soon): AskedArrival => ({
  soon: Promise.resolve(soon),
  late: Promise.resolve(late),
});

describe('the code of somebody who was invited', () => {
  it('is shown as the server decides it, whose record it is', async () => {
    const asked: unknown[] = [];
    world.arrivals = (scan) => {
      asked.push(scan);
      return answering(LET_IN);
    };
    expect(await desk().decide(VISITOR, 'in', SHIFT)).toMatchObject({
      outcome: 'allow',
      visit: { name: '老王', building: '3幢' },
    });
    expect(asked).toEqual([{ boot: 7, seq: 1, code: VISITOR, direction: 'in' }]);
    expect(memory.scans()).toEqual([]);
    // The server is not asked about the same five seconds twice.
    expect(await desk().decide(VISITOR, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
    expect(asked).toHaveLength(1);
  });

  it('asks the guard where the server is silent, and changes in place when it answers', async () => {
    let answer: (verdict: ArrivalVerdict) => void = () => undefined;
    world.arrivals = () => ({
      soon: Promise.resolve(undefined),
      late: new Promise((resolve) => {
        answer = resolve;
      }),
    });
    const late: ShownVerdict[] = [];
    const shown = await desk().decide(VISITOR, 'in', SHIFT, (verdict) => late.push(verdict));
    expect(shown).toMatchObject({ outcome: 'ask', reason: 'server_silent' });
    answer(LET_IN);
    await expect.poll(() => late).toMatchObject([{ scan: shown.scan, outcome: 'allow' }]);
  });

  it('stays as the guard decided it, whatever comes afterwards', async () => {
    let answer: (verdict: ArrivalVerdict) => void = () => undefined;
    const comes = new Promise<ArrivalVerdict>((resolve) => {
      answer = resolve;
    });
    world.arrivals = () => ({ soon: Promise.resolve(undefined), late: comes });
    const late: ShownVerdict[] = [];
    const decisions = desk();
    const shown = await decisions.decide(VISITOR, 'in', SHIFT, (verdict) => late.push(verdict));
    await decisions.settle(shown, 'let_in');
    answer(LET_IN);
    await comes;
    expect(late).toEqual([]);
    expect(memory.scans()).toMatchObject([{ scan: { verdict: { reason: 'server_silent' } } }]);
  });

  it('is never green without the server', async () => {
    expect(await desk().decide(VISITOR, 'in', SHIFT)).toMatchObject({
      outcome: 'ask',
      reason: 'server_silent',
    });
  });
});
