import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../shared/emergency/evidence.ts';
import { nextChangeAt, statusOf } from '../../../shared/emergency/status-of.ts';
import {
  at,
  BATCHES,
  evidence,
  IDS,
  LAST_HOUR,
  moment,
  someEvidence,
  TIGHT_RULES,
} from './evidence-of.ts';

const many = { numRuns: 3_000 };
const status = (all: readonly Evidence[], now: number) => statusOf(TIGHT_RULES, all, now);
const severity = (all: readonly Evidence[], now: number) => status(all, now).severity;

/** The same evidence, some of it more than once, in another order. */
const withShuffled = someEvidence.chain((all) =>
  fc.record({
    all: fc.constant(all),
    shuffled: fc
      .subarray(all)
      .chain((again) =>
        fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }),
      ),
  }),
);

/** Evidence of an id that nothing else has. */
const stranger = evidence.map(({ cancels: _, withdrawn: __, ...one }) => ({
  ...one,
  evidenceId: 'evidence_new',
}));

/** Every half hour of it. */
const HALF_HOURS = Array.from({ length: 2 * LAST_HOUR + 4 }, (_, half) => at(half / 2 - 1));

describe('the status, of any evidence at any moment', () => {
  it('is the same in every order, however often each part came', () => {
    fc.assert(
      fc.property(withShuffled, moment, ({ all, shuffled }, now) => {
        expect(status(shuffled, now)).toEqual(status(all, now));
        expect(nextChangeAt(TIGHT_RULES, shuffled, now)).toBe(nextChangeAt(TIGHT_RULES, all, now));
      }),
      many,
    );
  });

  it('is the same after a replay, one by one, as of all at once', () => {
    fc.assert(
      fc.property(withShuffled, moment, ({ all, shuffled }, now) => {
        const known: Evidence[] = [];
        let last = status(known, now);
        for (const one of shuffled) {
          known.push(one);
          last = status(known, now);
        }
        expect(last).toEqual(status(all, now));
      }),
    );
  });

  it('needs no revision but the highest of each id', () => {
    fc.assert(
      fc.property(someEvidence, moment, (all, now) => {
        const highest = all.filter((one) =>
          all.every(
            (other) => other.evidenceId !== one.evidenceId || other.revision <= one.revision,
          ),
        );
        expect(status(highest, now)).toEqual(status(all, now));
      }),
      many,
    );
  });

  it('changes nothing that it is given', () => {
    fc.assert(
      fc.property(someEvidence, moment, (all, now) => {
        const before = structuredClone(all);
        status(all, now);
        expect(all).toEqual(before);
      }),
    );
  });

  it('is what it would be without a batch, once the batch is withdrawn', () => {
    fc.assert(
      fc.property(someEvidence, fc.constantFrom(...BATCHES), moment, (all, batch, now) => {
        const isOfBatch = ({ source }: Evidence) => source.by === 'feed' && source.batch === batch;
        // An id is named by one source, and so is of one batch.
        const ids = new Set(all.filter(isOfBatch).map(({ evidenceId }) => evidenceId));
        const taken = all
          .filter(({ evidenceId }) => ids.has(evidenceId))
          .map((one) => ({ ...one, revision: 4, withdrawn: true }));
        const without = all.filter(({ evidenceId }) => !ids.has(evidenceId));
        expect(status([...taken, ...all], now)).toEqual(status(without, now));
      }),
      many,
    );
  });

  it('is what it would be without some of it, once that is corrected', () => {
    fc.assert(
      fc.property(someEvidence, fc.subarray(IDS), moment, (all, cancels, now) => {
        const corrected: Evidence = {
          evidenceId: 'evidence_zz',
          revision: 1,
          kind: 'correction',
          finding: 'mistaken',
          source: { by: 'clock' },
          observedAt: Math.max(now, at(12)),
          expiresAt: now,
          receivedAt: now,
          cancels,
        };
        const without = all.filter(({ evidenceId }) => !cancels.includes(evidenceId));
        const then = corrected.observedAt;
        expect(status([corrected, ...all], then).value).toBe(status(without, then).value);
      }),
      many,
    );
  });

  it('keeps its value until it says, has another from then on, and without an end keeps it', () => {
    fc.assert(
      fc.property(someEvidence, moment, (all, now) => {
        const { value, until } = status(all, now);
        const next = nextChangeAt(TIGHT_RULES, all, now);
        expect(until).toBe(value === 'calm' ? undefined : next);
        if (next !== undefined) {
          expect(next).toBeGreaterThan(now);
          expect(status(all, next - 1).value).toBe(value);
          expect(status(all, next).value).not.toBe(value);
        }
        const before = HALF_HOURS.filter((then) => then > now && then < (next ?? Infinity));
        expect(before.filter((then) => status(all, then).value !== value)).toEqual([]);
      }),
      many,
    );
  });

  it('comes to the usual value in the end, whatever there was', () => {
    fc.assert(
      fc.property(someEvidence, (all) => {
        expect(status(all, at(LAST_HOUR)).value).toBe('calm');
        expect(nextChangeAt(TIGHT_RULES, all, at(LAST_HOUR))).toBeUndefined();
      }),
    );
  });

  it('rests on findings of its own value that are in force, and the usual one on nothing', () => {
    fc.assert(
      fc.property(someEvidence, moment, (all, now) => {
        const { value, because } = status(all, now);
        expect(because.length > 0).toBe(value !== 'calm');
        expect(because).toEqual([...new Set(because)].sort());
        for (const id of because) {
          const rules = TIGHT_RULES.rules.filter((rule) => rule.value === value);
          const isBehindIt = (one: Evidence) =>
            one.evidenceId === id &&
            one.observedAt <= now &&
            now < one.expiresAt &&
            rules.some(({ kind, finding }) => one.kind === kind && one.finding === finding);
          expect(all.some(isBehindIt)).toBe(true);
        }
      }),
      many,
    );
  });
});

describe('more evidence', () => {
  it('that is not observed yet changes nothing now', () => {
    fc.assert(
      fc.property(someEvidence, stranger, moment, (all, one, now) => {
        const { until: _, ...before } = status(all, now);
        const later = { ...one, observedAt: now + 1, cancels: IDS };
        const { until: __, ...after } = status([...all, later], now);
        expect(after).toEqual(before);
      }),
      many,
    );
  });

  it('never makes it severer than that evidence is by itself, or milder but by what it ends', () => {
    fc.assert(
      fc.property(someEvidence, stranger, moment, (all, one, now) => {
        const rule = TIGHT_RULES.rules.find(
          ({ kind, finding }) => one.kind === kind && one.finding === finding,
        );
        const value = TIGHT_RULES.values.find((each) => each.value === rule?.value);
        const [before, after] = [severity(all, now), severity([...all, one], now)];
        expect(after).toBeLessThanOrEqual(Math.max(before, value?.severity ?? 0));
        if (rule === undefined || rule.ends.length === 0) {
          expect(after).toBeGreaterThanOrEqual(before);
        }
      }),
      many,
    );
  });

  it('that a later finding ends never makes it severer', () => {
    fc.assert(
      fc.property(someEvidence, stranger, moment, (all, one, now) => {
        const ending: Evidence = {
          ...one,
          evidenceId: 'evidence_end',
          kind: 'test_result',
          finding: 'negative',
          observedAt: one.observedAt + 1,
          expiresAt: one.observedAt + 2,
        };
        const ended = { ...one, kind: 'test_result' as const, finding: 'positive' };
        const known = [...all, ending];
        const then = Math.max(now, ending.observedAt);
        expect(severity([...known, ended], then)).toBeLessThanOrEqual(severity(known, then));
      }),
      many,
    );
  });
});
