import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Proven } from '../../../shared/code/verify-code.ts';
import {
  decideScan,
  outcomeOf,
  refuse,
  type Scan,
  seenKey,
  wouldBeRefused,
} from '../../../shared/gate/decide-scan.ts';
import {
  CLASSES,
  DIRECTIONS,
  OUTCOME_TABLE,
  type Outcome,
  REASONS,
} from '../../../shared/gate/outcomes.ts';
import { SeenCodes } from '../../../shared/gate/seen.ts';
import { setState } from '../../../shared/status-list/status-list.ts';
import { slotAt } from '../../../shared/time/slot.ts';
import { INDEX, listBits, NOW_MS, NOW_SLOT, PLACES, passOf, RULES } from '../../vectors/street.ts';

const HOUR = 3_600_000;
const list = { list: { version: 1, places: PLACES, bits: listBits() }, ageMs: 0 };

/** Everything that can be wrong with a scan, each apart from the others. */
const scans: fc.Arbitrary<Scan> = fc
  .record({
    passClass: fc.constantFrom(...CLASSES),
    isCard: fc.boolean(),
    mode: fc.constantFrom('slot' as const, 'challenge' as const),
    slot: fc.integer({ min: NOW_SLOT - 3, max: NOW_SLOT + 3 }),
    specimen: fc.boolean(),
    compound: fc.constantFrom(RULES.compound, 4),
    index: fc.constantFrom(...Object.values(INDEX), PLACES + 1),
    gates: fc.constantFrom(1, 2),
    notBefore: fc.constantFrom(-600, 600),
    expires: fc.constantFrom(-60, 3_600),
    proof: fc.constantFrom('slot_or_challenge' as const, 'challenge_only' as const),
    classes: fc.subarray([...CLASSES]),
    from: fc.constantFrom(0, 600),
    grade: fc.constantFrom('synced' as const, 'carried' as const, 'unknown' as const),
    ageMs: fc.constantFrom(undefined, -1, 0, HOUR, 25 * HOUR, 100 * HOUR),
    direction: fc.constantFrom(...DIRECTIONS),
    uses: fc.constantFrom(undefined, { limit: 1, used: 0 }, { limit: 1, used: 1 }),
    wasSeen: fc.boolean(),
  })
  .map((drawn) => {
    const { passClass, mode, slot, ageMs, uses } = drawn;
    const base = NOW_MS / 1_000 - ((NOW_MS / 1_000) % 60);
    const isListed = passClass !== 'visitor' && passClass !== 'courier';
    const part = passOf(passClass, {
      ...(drawn.isCard && isListed ? { kind: 'card' as const } : {}),
      specimen: drawn.specimen,
      compound: drawn.compound,
      index: drawn.index,
      gates: drawn.gates,
      notBefore: base - 1_000 + drawn.notBefore,
      expires: base + 1_000 + drawn.expires,
    });
    const proven: Proven = part.kind === 'card' ? { part } : { part, proof: { mode, slot } };
    const seen = new SeenCodes();
    if (drawn.wasSeen) seen.accept(proven);
    return {
      proven,
      rules: {
        ...RULES,
        proof: drawn.proof,
        classes: drawn.classes,
        hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: drawn.from, to: 1_440 }],
      },
      direction: drawn.direction,
      time: { nowMs: NOW_MS, grade: drawn.grade },
      seen,
      ...(ageMs === undefined ? {} : { list: { ...list, ageMs } }),
      ...(uses === undefined ? {} : { uses }),
    };
  });

const SEVERITY: Readonly<Record<Outcome, number>> = { allow: 0, ask: 1, deny: 2 };
const severity = (scan: Scan) => SEVERITY[decideScan(scan).outcome];
const many = { numRuns: 20_000 };

describe('the decision on a scan', () => {
  it('is the table’s answer, but that an unknown time refuses nobody', () => {
    fc.assert(
      fc.property(scans, (scan) => {
        const { outcome, reason } = decideScan(scan);
        const table = outcomeOf(reason, scan.proven.part.class, scan.direction);
        if (outcome === table) return;
        // What the clock alone says of a caller, or an exit that something else asks about.
        expect([outcome, scan.time.grade]).toEqual(['ask', 'unknown']);
        expect(['not_yet_valid', 'expired', 'outside_hours']).toContain(reason);
      }),
      many,
    );
  });

  it('lets in without a question only what proves itself to this gate now', () => {
    fc.assert(
      fc.property(scans, (scan) => {
        if (decideScan(scan).outcome !== 'allow') return;
        const { part, proof } = scan.proven;
        expect(part.kind).not.toBe('card');
        expect(part.specimen).toBe(false);
        expect(part.compound).toBe(RULES.compound);
        expect(part.index === INDEX.revoked && part.kind === 'live').toBe(false);
        expect(scan.seen.hasAccepted(seenKey(scan.proven))).toBe(false);
        expect(Math.abs((proof?.slot ?? 0) - NOW_SLOT)).toBeLessThanOrEqual(1);
        expect(scan.time.grade).not.toBe('unknown');
        if (scan.rules.proof === 'challenge_only') expect(proof?.mode).toBe('challenge');
        if (part.kind === 'live') expect(scan.list?.ageMs).toBeLessThanOrEqual(24 * HOUR);
        if (part.kind === 'visitor') expect(scan.uses).toBeDefined();
      }),
      many,
    );
  });

  it('never gets better when one thing more is wrong', () => {
    fc.assert(
      fc.property(scans, (scan) => {
        const before = severity(scan);
        const { part } = scan.proven;
        const seen = new SeenCodes();
        seen.accept(scan.proven);
        const { list: _, ...withoutList } = scan;
        const worse: Scan[] = [
          { ...scan, proven: { ...scan.proven, part: { ...part, specimen: true } } },
          { ...scan, proven: { ...scan.proven, part: { ...part, compound: 4 } } },
          { ...scan, proven: { ...scan.proven, part: { ...part, gates: 0 } } },
          { ...scan, rules: { ...scan.rules, classes: [] } },
          { ...scan, rules: { ...scan.rules, proof: 'challenge_only' } },
          { ...scan, seen },
        ];
        if (part.kind !== 'visitor' && scan.list !== undefined && part.index < PLACES) {
          const bits = listBits();
          setState(bits, part.index, 'revoked');
          worse.push({ ...scan, list: { ...scan.list, list: { ...list.list, bits } } });
        }
        if (part.kind !== 'visitor' && part.index === INDEX.valid) worse.push(withoutList);
        for (const scanThen of worse) expect(severity(scanThen)).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 5_000 },
    );
  });

  it('refuses nobody who lives here for a date, an hour, a gate or a suspension', () => {
    const mild = ['not_yet_valid', 'expired', 'wrong_gate', 'outside_hours', 'suspended'];
    fc.assert(
      fc.property(scans, (scan) => {
        const { outcome, reason } = decideScan(scan);
        const { class: passClass } = scan.proven.part;
        if (passClass !== 'resident' && passClass !== 'household') return;
        if (mild.includes(reason)) expect(outcome).not.toBe('deny');
      }),
      many,
    );
  });

  it('describes nobody by an index of another compound', () => {
    fc.assert(
      fc.property(scans, (scan) => {
        const { pass } = decideScan(scan);
        expect(pass === undefined).toBe(scan.proven.part.compound !== RULES.compound);
      }),
    );
  });

  it('describes nobody by an index that may be another’s by now', () => {
    const DAY_SECONDS = 86_400;
    const base = Math.floor(NOW_MS / 60_000) * 60;
    const scanOf = (endedSeconds: number): Scan => ({
      proven: {
        part: passOf('resident', {
          notBefore: base - 100 * DAY_SECONDS,
          expires: base - endedSeconds,
          index: INDEX.revoked,
        }),
        proof: { mode: 'slot', slot: NOW_SLOT },
      },
      rules: RULES,
      list,
      direction: 'in',
      time: { nowMs: NOW_MS, grade: 'synced' },
      seen: new SeenCodes(),
    });
    expect(decideScan(scanOf(30 * DAY_SECONDS))).toMatchObject({ reason: 'revoked' });
    expect(decideScan(scanOf(31 * DAY_SECONDS))).toEqual({ reason: 'expired', outcome: 'ask' });
  });

  it('begins with the first moment of a pass and ends before its last', () => {
    const part = passOf('resident');
    const at = (nowMs: number) =>
      decideScan({
        proven: { part, proof: { mode: 'slot', slot: slotAt(nowMs) } },
        rules: RULES,
        list,
        direction: 'in',
        time: { nowMs, grade: 'synced' },
        seen: new SeenCodes(),
      }).reason;
    const [first, end] = [part.notBefore * 1_000, part.expires * 1_000];
    expect([at(first - 1), at(first), at(end - 1), at(end)]).toEqual([
      'not_yet_valid',
      'ok',
      'ok',
      'expired',
    ]);
  });

  it('takes a live pass without its proof for unproven', () => {
    const scan: Scan = {
      proven: { part: passOf('resident') },
      rules: RULES,
      list,
      direction: 'in',
      time: { nowMs: NOW_MS, grade: 'synced' },
      seen: new SeenCodes(),
    };
    expect(decideScan(scan)).toMatchObject({ outcome: 'deny', reason: 'bad_proof' });
  });
});

describe('a gate on trial', () => {
  const onTrial = (scan: Scan): Scan => ({
    ...scan,
    rules: { ...scan.rules, trialUntil: NOW_MS + 1 },
  });

  it('says what it would have said, but asks where it would refuse a code of this compound', () => {
    fc.assert(
      fc.property(scans, (scan) => {
        const [plain, trial] = [decideScan(scan), decideScan(onTrial(scan))];
        expect([trial.reason, trial.pass]).toEqual([plain.reason, plain.pass]);
        const { part } = scan.proven;
        const isOfHere = part.compound === RULES.compound && !part.specimen;
        const isAsked =
          plain.outcome === 'deny' && isOfHere && !['bad_proof'].includes(plain.reason);
        expect(trial.outcome).toBe(isAsked ? 'ask' : plain.outcome);
        expect(trial.onTrial).toBe(isAsked ? true : undefined);
        if (isAsked) expect(wouldBeRefused(trial.reason, part.class, scan.direction)).toBe(true);
      }),
      many,
    );
  });

  it('decides as ever from the moment on at which the trial is over', () => {
    fc.assert(
      fc.property(scans, (scan) => {
        const over = { ...scan, rules: { ...scan.rules, trialUntil: NOW_MS } };
        expect(decideScan(over)).toEqual(decideScan(scan));
      }),
    );
  });
});

describe('the decision on a text that is no code, or on a fault', () => {
  it('tells nothing of a person, and follows the table', () => {
    for (const reason of REASONS) {
      const row = OUTCOME_TABLE[reason];
      const outcome = typeof row === 'string' ? row : row.calling.in;
      expect(refuse(reason)).toEqual({ outcome, reason });
    }
    expect(refuse('fault').outcome).toBe('ask');
  });
});

describe('the table of outcomes', () => {
  it('lets in by one reason alone, and out by those that hold nobody', () => {
    for (const passClass of CLASSES) {
      const allowed = (direction: 'in' | 'out') =>
        REASONS.filter((reason) => outcomeOf(reason, passClass, direction) === 'allow');
      expect(allowed('in')).toEqual(['ok']);
      const isAtHome = passClass === 'resident' || passClass === 'household';
      expect(allowed('out')).toHaveLength(isAtHome ? 7 : 1);
    }
  });

  it('refuses nobody on the way out whom it lets in', () => {
    for (const passClass of CLASSES) {
      for (const reason of REASONS) {
        const inside = SEVERITY[outcomeOf(reason, passClass, 'in')];
        expect(SEVERITY[outcomeOf(reason, passClass, 'out')]).toBeLessThanOrEqual(inside);
      }
    }
  });
});
