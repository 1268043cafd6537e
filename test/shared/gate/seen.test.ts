import { describe, expect, it } from 'vitest';
import { passKey } from '../../../shared/code/pass-part.ts';
import type { Proven } from '../../../shared/code/verify-code.ts';
import { refuse, type ScanDecision, seenKey } from '../../../shared/gate/decide-scan.ts';
import { SeenCodes, SeenSnapshot } from '../../../shared/gate/seen.ts';
import { NOW_SLOT, passOf } from '../../vectors/street.ts';

const shown = (index: number, slot: number, mode: 'slot' | 'challenge' = 'slot'): Proven => ({
  part: passOf('resident', { index }),
  proof: { mode, slot },
});
const allowed: ScanDecision = { outcome: 'allow', reason: 'ok' };
const stale = refuse('stale_code');

describe('what a gate remembers', () => {
  it('is each code that it let in, by pass and slot', () => {
    const seen = new SeenCodes();
    seen.record(shown(1, NOW_SLOT), allowed, NOW_SLOT);
    expect(seen.hasAccepted(seenKey(shown(1, NOW_SLOT)))).toBe(true);
    expect(seen.hasAccepted(seenKey(shown(1, NOW_SLOT + 1)))).toBe(false);
    expect(seen.hasAccepted(seenKey(shown(2, NOW_SLOT)))).toBe(false);
  });

  it('is the same code in either mode', () => {
    const seen = new SeenCodes();
    seen.record(shown(1, NOW_SLOT), allowed, NOW_SLOT);
    expect(seen.hasAccepted(seenKey(shown(1, NOW_SLOT, 'challenge')))).toBe(true);
  });

  it('is no code that it did not let in, until the guard does', () => {
    const seen = new SeenCodes();
    const proven = shown(1, NOW_SLOT);
    seen.record(proven, refuse('fault'), NOW_SLOT);
    expect(seen.hasAccepted(seenKey(proven))).toBe(false);
    seen.accept(proven);
    expect(seen.hasAccepted(seenKey(proven))).toBe(true);
  });

  it('is not a card, which may be shown again', () => {
    const seen = new SeenCodes();
    seen.accept({ part: passOf('resident', { kind: 'card' }) });
    expect(seen.snapshot().accepted).toEqual([]);
  });

  it('is the last slot of a pass that was too old, and its first showing', () => {
    const seen = new SeenCodes();
    const { part } = shown(1, 0);
    seen.record(shown(1, NOW_SLOT - 100), stale, NOW_SLOT);
    seen.record(shown(1, NOW_SLOT - 100), stale, NOW_SLOT + 3);
    expect(seen.staleProofOf(passKey(part))).toEqual({ slot: NOW_SLOT - 100, nowSlot: NOW_SLOT });
    seen.record(shown(1, NOW_SLOT - 90), stale, NOW_SLOT + 10);
    expect(seen.staleProofOf(passKey(part))).toEqual({
      slot: NOW_SLOT - 90,
      nowSlot: NOW_SLOT + 10,
    });
  });

  it('is no answer to a gate, and no code within the window, as too old', () => {
    const seen = new SeenCodes();
    seen.record(shown(1, NOW_SLOT - 100, 'challenge'), stale, NOW_SLOT);
    seen.record(shown(1, NOW_SLOT - 1), allowed, NOW_SLOT);
    seen.record(shown(1, NOW_SLOT + 9), refuse('clock_off'), NOW_SLOT);
    expect(seen.staleProofOf(passKey(shown(1, 0).part))).toBeUndefined();
  });

  it('outlives the page', () => {
    const seen = new SeenCodes();
    seen.record(shown(1, NOW_SLOT), allowed, NOW_SLOT);
    seen.record(shown(2, NOW_SLOT - 9), stale, NOW_SLOT);
    const kept: unknown = JSON.parse(JSON.stringify(seen.snapshot()));
    const restored = new SeenCodes(SeenSnapshot.parse(kept));
    expect(restored.hasAccepted(seenKey(shown(1, NOW_SLOT)))).toBe(true);
    expect(restored.staleProofOf(passKey(shown(2, 0).part))).toBeDefined();
  });

  it('is bounded, and forgets the oldest first', () => {
    const seen = new SeenCodes();
    for (let index = 0; index < 5_000; index += 1) {
      seen.record(shown(index, NOW_SLOT), allowed, NOW_SLOT);
      seen.record(shown(index, NOW_SLOT - 9), stale, NOW_SLOT);
    }
    const { accepted, stale: old } = seen.snapshot();
    expect(accepted).toHaveLength(2_000);
    expect(old).toHaveLength(200);
    expect(seen.hasAccepted(seenKey(shown(0, NOW_SLOT)))).toBe(false);
    expect(seen.hasAccepted(seenKey(shown(4_999, NOW_SLOT)))).toBe(true);
  });
});
