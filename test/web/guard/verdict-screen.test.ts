import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../shared/gate/outcomes.ts';
import {
  anotherCodeHelps,
  holdsTheLane,
  LAST_VERDICTS,
  NOTHING,
  nextScreen,
  type ShownVerdict,
  type VerdictScreen,
  withVerdict,
} from '../../../web/guard/verdict/verdict-screen.ts';

const REASONS = { allow: 'ok', ask: 'list_stale', deny: 'revoked' } as const;
const verdict = (scan: string, outcome: Outcome): ShownVerdict => ({
  scan,
  outcome,
  reason: REASONS[outcome],
  direction: 'in',
  at: 0,
});
const showing = (outcome: Outcome): VerdictScreen =>
  nextScreen(NOTHING, { type: 'decided', verdict: verdict('1.1', outcome) });

describe('the verdict on the screen', () => {
  it('of an allow leaves when its time is over', () => {
    expect(nextScreen(showing('allow'), { type: 'time_over', scan: '1.1' })).toEqual(NOTHING);
  });

  it('of an allow gives way to the next one, whose time is its own', () => {
    const next = nextScreen(showing('allow'), {
      type: 'decided',
      verdict: verdict('1.2', 'allow'),
    });
    expect(next).toMatchObject({ shows: 'verdict', verdict: { scan: '1.2' } });
    expect(nextScreen(next, { type: 'time_over', scan: '1.1' })).toBe(next);
  });

  it('of an ask stays through taps, times and other codes until the guard decides', () => {
    const ask = showing('ask');
    expect(nextScreen(ask, { type: 'dismissed' })).toBe(ask);
    expect(nextScreen(ask, { type: 'time_over', scan: '1.1' })).toBe(ask);
    expect(nextScreen(ask, { type: 'decided', verdict: verdict('1.2', 'allow') })).toBe(ask);
    expect(nextScreen(ask, { type: 'looked_back', verdict: verdict('0.9', 'deny') })).toBe(ask);
    expect(nextScreen(ask, { type: 'guard_decided', scan: '0.9' })).toBe(ask);
    expect(nextScreen(ask, { type: 'guard_decided', scan: '1.1' })).toEqual(NOTHING);
  });

  it('of a deny leaves by a tap and not by itself', () => {
    const deny = showing('deny');
    expect(nextScreen(deny, { type: 'time_over', scan: '1.1' })).toBe(deny);
    expect(nextScreen(deny, { type: 'dismissed' })).toEqual(NOTHING);
  });

  it('says that somebody else is waiting while it must be answered', () => {
    expect(nextScreen(showing('ask'), { type: 'another_code' })).toMatchObject({
      othersWait: true,
    });
    expect(nextScreen(showing('deny'), { type: 'another_code' })).toMatchObject({
      othersWait: true,
    });
    expect(nextScreen(showing('allow'), { type: 'another_code' })).toMatchObject({
      othersWait: false,
    });
  });

  it('may be an earlier one, which holds up nobody', () => {
    const earlier = nextScreen(NOTHING, { type: 'looked_back', verdict: verdict('1.1', 'ask') });
    expect(earlier.shows).toBe('earlier');
    expect(holdsTheLane(earlier)).toBe(false);
    expect(nextScreen(earlier, { type: 'dismissed' })).toEqual(NOTHING);
    const next = nextScreen(earlier, { type: 'decided', verdict: verdict('1.2', 'deny') });
    expect(next).toMatchObject({ shows: 'verdict', verdict: { scan: '1.2' } });
  });
});

describe('the last verdicts', () => {
  it('are three, the newest first', () => {
    let last: readonly ShownVerdict[] = [];
    for (const scan of ['1.1', '1.2', '1.3', '1.4'])
      last = withVerdict(last, verdict(scan, 'allow'));
    expect(last.map((one) => one.scan)).toEqual(['1.4', '1.3', '1.2']);
    expect(last).toHaveLength(LAST_VERDICTS);
  });

  it('show what the guard decided in the place of the question', () => {
    const asked = [verdict('1.2', 'ask'), verdict('1.1', 'allow')];
    const last = withVerdict(asked, { ...verdict('1.2', 'ask'), decision: 'let_in' });
    expect(last.map((one) => one.decision)).toEqual(['let_in', undefined]);
  });
});

describe('another code of the same phone', () => {
  it('helps where the code was old or used, unless the guard let in already', () => {
    const stale: ShownVerdict = { ...verdict('1.1', 'deny'), reason: 'stale_code' };
    const clock: ShownVerdict = { ...verdict('1.1', 'ask'), reason: 'clock_off' };
    expect(anotherCodeHelps(stale)).toBe(true);
    expect(anotherCodeHelps({ ...clock, decision: 'turned_away' })).toBe(true);
    expect(anotherCodeHelps({ ...clock, decision: 'let_in' })).toBe(false);
    expect(anotherCodeHelps(verdict('1.1', 'deny'))).toBe(false);
  });
});
