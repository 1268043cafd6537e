import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  datesFrom,
  decideIssue,
  HALF_LIFE_MS,
  MOST_JITTER_MS,
  PASS_LIFE_MS,
  type Pass,
  renewAfter,
} from '../../../functions/passes/pass.ts';
import {
  PASS_LIFECYCLE,
  PASS_STATES,
  statesBefore,
} from '../../../functions/passes/pass-lifecycle.ts';
import { encodePassPart } from '../../../shared/code/pass-part.ts';
import { passIdOf } from '../../../shared/ids.ts';
import { NOON } from '../../support/fixed-clock.ts';
import { passOf as partOf } from '../../vectors/street.ts';

const passOf = (index: number, changed: Partial<Pass> = {}): Pass => ({
  passId: passIdOf(1, index),
  residentId: 'res_1_0000000000000001',
  class: 'resident',
  keyThumbprint: `key ${index}`,
  gates: 1,
  ...datesFrom(NOON),
  signed: Buffer.concat([encodePassPart(partOf('resident')), new Uint8Array(64)]),
  state: 'active',
  maskedName: '王**',
  building: '3幢',
  issue: { by: 'acc_0000000000000001', at: NOON },
  ...changed,
});

describe('the lifecycle of a pass', () => {
  it('leads everywhere but out of revoked, and says by whom', () => {
    expect(PASS_LIFECYCLE.filter(({ from }) => from === 'active').map(({ to }) => to)).toEqual([
      'suspended',
      'revoked',
    ]);
    expect(statesBefore('active', 'property_manager')).toEqual(['suspended']);
    expect(statesBefore('revoked', 'property_manager')).toEqual(['active', 'suspended']);
    expect(statesBefore('revoked', 'resident')).toEqual(['active']);
    for (const state of PASS_STATES) {
      expect(statesBefore(state, 'property_manager')).not.toContain('revoked');
      if (state !== 'revoked') expect(statesBefore(state, 'resident')).toEqual([]);
    }
  });
});

describe('the dates of a pass', () => {
  it('are whole minutes, begin no later than now and last seven days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400_000 }), (later) => {
        const { notBefore, expires } = datesFrom(NOON + later);
        expect([notBefore % 60, expires % 60]).toEqual([0, 0]);
        expect(notBefore * 1000).toBeLessThanOrEqual(NOON + later);
        expect((expires - notBefore) * 1000).toBe(PASS_LIFE_MS);
      }),
    );
  });

  it('have a share of the jitter that is the pass’s own and stays the same', () => {
    const shares = Array.from({ length: 200 }, (_, index) => {
      const pass = passOf(index);
      expect(renewAfter(pass)).toBe(renewAfter({ ...pass }));
      return renewAfter(pass) - pass.notBefore - HALF_LIFE_MS / 1000;
    });
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...shares)).toBeLessThanOrEqual(MOST_JITTER_MS / 1000);
    const early = shares.filter((share) => share < MOST_JITTER_MS / 2000).length;
    expect(early).toBeGreaterThan(60);
    expect(early).toBeLessThan(140);
  });
});

describe('what a request for a pass comes to', () => {
  const decided = (
    passes: Pass[],
    keyThumbprint: string,
    nowMs = NOON,
    verifies: (keyId: number) => boolean = (keyId) => keyId === 1,
  ) => {
    const decision = decideIssue(passes, { keyThumbprint, nowMs, verifies });
    return 'to' in decision ? decision.to : decision.failure;
  };

  it('is the standing pass before half-life, its renewal after, a new one for a new key', () => {
    const pass = passOf(7);
    expect(decided([pass], 'key 7')).toBe('return');
    expect(decided([pass], 'key 7', renewAfter(pass) * 1000)).toBe('renew');
    expect(decided([pass], 'key 8')).toBe('issue');
    expect(decided([], 'key 8')).toBe('issue');
  });

  it('is its renewal at once where the issuer’s key that signed it was withdrawn', () => {
    expect(decided([passOf(7)], 'key 7', NOON, (keyId) => keyId === 2)).toBe('renew');
  });

  it('counts devices whose pass is good, and no others, towards the limit', () => {
    const five = [1, 2, 3, 4, 5].map((index) => passOf(index));
    expect(decided(five, 'key 6')).toBe('device_key_limit');
    expect(decided(five, 'key 5')).toBe('return');
    const revoked = passOf(9, {
      state: 'revoked',
      stateChange: { by: 's', at: NOON, reason: 'lost_device' },
    });
    expect(decided([...five.slice(1), revoked], 'key 6')).toBe('issue');
    expect(decided(five, 'key 6', NOON + PASS_LIFE_MS)).toBe('issue');
  });

  it('is nothing for a key that was withdrawn, and nothing at all where the right was', () => {
    const stopped = (state: 'suspended' | 'revoked', reason: 'lost_device' | 'moved_out') =>
      passOf(7, { state, stateChange: { by: 's', at: NOON, reason } });
    expect(decided([stopped('revoked', 'lost_device')], 'key 7')).toBe('device_lost');
    expect(decided([stopped('revoked', 'lost_device')], 'key 8')).toBe('issue');
    expect(decided([stopped('revoked', 'moved_out')], 'key 8')).toBe('pass_revoked');
    expect(decided([stopped('suspended', 'lost_device')], 'key 7')).toBe('pass_suspended');
    expect(decided([stopped('suspended', 'lost_device')], 'key 8')).toBe('pass_suspended');
  });
});
