import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../shared/gate/outcomes.ts';
import {
  anotherCodeHelps,
  hasRoom,
  holdsTheLane,
  LAST_VERDICTS,
  MOST_WAITING,
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

  it('of an ask stays through taps and times until the guard decides', () => {
    const ask = showing('ask');
    expect(nextScreen(ask, { type: 'dismissed' })).toBe(ask);
    expect(nextScreen(ask, { type: 'time_over', scan: '1.1' })).toBe(ask);
    expect(nextScreen(ask, { type: 'looked_back', verdict: verdict('0.9', 'deny') })).toBe(ask);
    expect(nextScreen(ask, { type: 'guard_decided', scan: '0.9' })).toBe(ask);
    expect(nextScreen(ask, { type: 'guard_decided', scan: '1.1' })).toEqual(NOTHING);
  });

  it('of a deny leaves by a tap and not by itself', () => {
    const deny = showing('deny');
    expect(nextScreen(deny, { type: 'time_over', scan: '1.1' })).toBe(deny);
    expect(nextScreen(deny, { type: 'dismissed' })).toEqual(NOTHING);
  });

  it('is followed by what was decided meanwhile, in order, each for its own time', () => {
    let screen = showing('ask');
    for (const [scan, outcome] of [
      ['1.2', 'allow'],
      ['1.3', 'deny'],
    ] as const) {
      screen = nextScreen(screen, { type: 'decided', verdict: verdict(scan, outcome) });
    }
    expect(screen).toMatchObject({ verdict: { scan: '1.1' }, waiting: { length: 2 } });
    screen = nextScreen(screen, { type: 'guard_decided', scan: '1.1' });
    expect(screen).toMatchObject({ verdict: { scan: '1.2', outcome: 'allow' } });
    // It has waited: whoever comes now does not take its second away.
    screen = nextScreen(screen, { type: 'decided', verdict: verdict('1.4', 'allow') });
    expect(screen).toMatchObject({ verdict: { scan: '1.2' } });
    screen = nextScreen(screen, { type: 'time_over', scan: '1.2' });
    expect(screen).toMatchObject({ verdict: { scan: '1.3', outcome: 'deny' } });
    screen = nextScreen(screen, { type: 'dismissed' });
    screen = nextScreen(screen, { type: 'time_over', scan: '1.4' });
    expect(screen).toEqual(NOTHING);
  });

  it('is never covered by an earlier one while somebody waits', () => {
    let screen = nextScreen(showing('ask'), { type: 'decided', verdict: verdict('1.2', 'allow') });
    screen = nextScreen(screen, { type: 'guard_decided', scan: '1.1' });
    expect(nextScreen(screen, { type: 'looked_back', verdict: verdict('0.9', 'deny') })).toBe(
      screen,
    );
  });

  it('lets as many wait as stand before a gate', () => {
    let screen = showing('deny');
    for (let n = 0; n < MOST_WAITING; n += 1) {
      expect(hasRoom(screen)).toBe(true);
      screen = nextScreen(screen, { type: 'decided', verdict: verdict(`2.${n}`, 'allow') });
    }
    expect(hasRoom(screen)).toBe(false);
    expect(hasRoom(nextScreen(screen, { type: 'dismissed' }))).toBe(true);
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
