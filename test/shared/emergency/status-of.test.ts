import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../shared/emergency/evidence.ts';
import { nextChangeAt, statusOf } from '../../../shared/emergency/status-of.ts';
import { at, evidenceOf, HOUR, TIGHT_RULES } from './evidence-of.ts';

const valueAt = (hours: number, evidence: readonly Evidence[]) =>
  statusOf(TIGHT_RULES, evidence, at(hours)).value;

const positive = (change: Partial<Evidence> = {}) => evidenceOf(change);
const negative = (change: Partial<Evidence> = {}) =>
  evidenceOf({ evidenceId: 'evidence_1', finding: 'negative', ...change });
const ache = (change: Partial<Evidence> = {}) =>
  evidenceOf({
    evidenceId: 'evidence_2',
    kind: 'registration',
    finding: 'ache',
    source: { by: 'registration' },
    ...change,
  });
const travel = (change: Partial<Evidence> = {}) =>
  evidenceOf({ evidenceId: 'evidence_3', kind: 'exposure', finding: 'travel', ...change });
const correction = (cancels: string[], change: Partial<Evidence> = {}) =>
  evidenceOf({
    evidenceId: 'evidence_4',
    kind: 'correction',
    finding: 'mistaken',
    source: { by: 'clock' },
    cancels,
    ...change,
  });

describe('the status', () => {
  it('is the usual one without evidence, because of nothing and without an end', () => {
    expect(statusOf(TIGHT_RULES, [], at(0))).toEqual({
      value: 'calm',
      severity: 0,
      asks: false,
      because: [],
      ruleVersion: 7,
    });
    expect(nextChangeAt(TIGHT_RULES, [], at(0))).toBeUndefined();
  });

  it('says what follows from a finding, because of which, until when and by what version', () => {
    expect(statusOf(TIGHT_RULES, [positive()], at(3))).toEqual({
      value: 'grave',
      severity: 9,
      asks: true,
      because: ['evidence_0'],
      until: at(10),
      ruleVersion: 7,
    });
  });

  it('begins with the moment of observing and ends before the last', () => {
    const [first, end] = [at(0), at(10)];
    const values = [first - 1, first, end - 1, end].map(
      (now) => statusOf(TIGHT_RULES, [positive()], now).value,
    );
    expect(values).toEqual(['calm', 'grave', 'grave', 'calm']);
  });

  it('ends when the evidence expires, if that is sooner than the rule', () => {
    const soon = positive({ expiresAt: at(2) });
    expect(statusOf(TIGHT_RULES, [soon], at(0)).until).toBe(at(2));
    expect(valueAt(2, [soon])).toBe('calm');
  });

  it('is not changed by a finding that no rule knows, or knows of another kind', () => {
    expect(valueAt(1, [positive({ finding: 'wealthy' })])).toBe('calm');
    expect(valueAt(1, [positive({ kind: 'registration' })])).toBe('calm');
  });

  it('is the most severe in force, and the next one when that is over', () => {
    const both = [ache({ observedAt: at(1) }), positive()];
    expect(statusOf(TIGHT_RULES, both, at(1))).toMatchObject({ value: 'grave', until: at(10) });
    expect(statusOf(TIGHT_RULES, both, at(10))).toMatchObject({ value: 'mild', until: at(13) });
  });

  it('is the one that stands first in the rules, of two as severe', () => {
    expect(statusOf(TIGHT_RULES, [travel(), ache()], at(1))).toMatchObject({
      value: 'mild',
      because: ['evidence_2'],
    });
  });

  it('names everything that makes it so, in order, and lasts until the last of it is over', () => {
    const two = [positive({ evidenceId: 'evidence_9', observedAt: at(2) }), positive()];
    expect(statusOf(TIGHT_RULES, two, at(3))).toMatchObject({
      because: ['evidence_0', 'evidence_9'],
      until: at(12),
    });
  });

  it('takes the highest revision, whichever came last', () => {
    const second = positive({ revision: 2, finding: 'negative', receivedAt: at(0) });
    const first = positive({ revision: 1, receivedAt: at(5) });
    expect(valueAt(1, [second, first])).toBe('calm');
    expect(valueAt(1, [first, second])).toBe('calm');
  });

  it('takes what was received later, then what was withdrawn, of one revision told in two ways', () => {
    const later = positive({ finding: 'negative', receivedAt: at(1) });
    expect([valueAt(1, [positive(), later]), valueAt(1, [later, positive()])]).toEqual([
      'calm',
      'calm',
    ]);
    const withdrawn = positive({ withdrawn: true });
    expect([valueAt(1, [positive(), withdrawn]), valueAt(1, [withdrawn, positive()])]).toEqual([
      'calm',
      'calm',
    ]);
  });

  it('forgets what its source took back, until the source says it anew', () => {
    const withdrawn = positive({ revision: 2, withdrawn: true });
    expect(valueAt(1, [positive(), withdrawn])).toBe('calm');
    expect(valueAt(1, [positive(), withdrawn, positive({ revision: 3 })])).toBe('grave');
  });
});

describe('a finding that ends others', () => {
  it('ends what was observed before it, and nothing that was observed after', () => {
    const test = negative({ observedAt: at(2) });
    expect(valueAt(1, [ache(), test])).toBe('mild');
    expect(valueAt(2, [ache(), test])).toBe('calm');
    expect(valueAt(3, [ache({ observedAt: at(3) }), test])).toBe('mild');
  });

  it('ends it for good, also when it is over itself', () => {
    expect(valueAt(7, [ache(), negative({ observedAt: at(2) })])).toBe('calm');
  });

  it('has ended what it ended, also when another ends it', () => {
    const three = [ache(), negative({ observedAt: at(1) }), positive({ observedAt: at(2) })];
    expect(valueAt(11.5, three)).toBe('grave');
    expect(valueAt(12, three)).toBe('calm');
  });

  it('ends nothing severer of the same moment, and everything milder', () => {
    expect(valueAt(0, [positive(), negative()])).toBe('grave');
    const sameMoment = [positive({ expiresAt: at(1) }), ache()];
    expect(valueAt(2, sameMoment)).toBe('calm');
  });

  it('yields to the id that sorts last, of two as severe at the same moment', () => {
    const [a, b] = [travel({ evidenceId: 'travel_a' }), travel({ evidenceId: 'travel_b' })];
    expect(statusOf(TIGHT_RULES, [a, b], at(1)).because).toEqual(['travel_b']);
  });

  it('ends nothing if it never was in force, or is withdrawn or corrected', () => {
    const test = negative({ observedAt: at(2) });
    expect(valueAt(3, [ache(), { ...test, expiresAt: at(2) }])).toBe('mild');
    expect(valueAt(3, [ache(), { ...test, withdrawn: true }])).toBe('mild');
    expect(valueAt(3, [ache(), test, correction(['evidence_1'])])).toBe('mild');
  });
});

describe('a correction', () => {
  it('takes back what it names from its moment on, in every revision, and for good', () => {
    const taken = correction(['evidence_0'], { observedAt: at(2), expiresAt: at(3) });
    const revised = positive({ revision: 2 });
    expect(statusOf(TIGHT_RULES, [positive(), revised, taken], at(1))).toMatchObject({
      value: 'grave',
      until: at(2),
    });
    expect(valueAt(2, [positive(), revised, taken])).toBe('calm');
    expect(valueAt(5, [positive(), revised, taken])).toBe('calm');
  });

  it('is undone by its withdrawal, and by a later correction', () => {
    const taken = correction(['evidence_0'], { observedAt: at(1) });
    const withdrawn = { ...taken, revision: 2, withdrawn: true };
    expect(valueAt(3, [positive(), taken, withdrawn])).toBe('grave');
    const later = correction(['evidence_4'], { evidenceId: 'evidence_5', observedAt: at(2) });
    expect(valueAt(3, [positive(), taken, later])).toBe('grave');
    expect(valueAt(1, [positive(), taken, later])).toBe('calm');
  });

  it('is not undone by an earlier one, so that two that name each other have one answer', () => {
    const early = correction(['evidence_5', 'evidence_0'], { observedAt: at(1) });
    const late = correction(['evidence_4'], { evidenceId: 'evidence_5', observedAt: at(2) });
    expect(valueAt(3, [positive(), early, late])).toBe('grave');
    expect(valueAt(3, [late, early, positive()])).toBe('grave');
  });

  it('keeps its own finding, whatever an earlier one says of it', () => {
    const early = correction(['evidence_5'], { observedAt: at(1) });
    const cleared = correction([], {
      evidenceId: 'evidence_5',
      finding: 'cleared',
      observedAt: at(2),
    });
    expect(valueAt(3, [travel(), early, cleared])).toBe('calm');
  });

  it('has one answer where one revision of it was told in two ways', () => {
    const [a, b] = [correction(['evidence_0']), correction(['evidence_2'])];
    const both = [positive(), ache({ observedAt: at(1) })];
    expect(valueAt(2, [...both, a, b])).toBe(valueAt(2, [...both, b, a]));
  });

  it('alone takes others back', () => {
    expect(valueAt(1, [positive(), ache({ cancels: ['evidence_0'] })])).toBe('grave');
  });
});

describe('the next change', () => {
  it('passes over what ends without changing the value', () => {
    const two = [positive(), positive({ evidenceId: 'evidence_9', observedAt: at(5) })];
    expect(nextChangeAt(TIGHT_RULES, two, at(6))).toBe(at(15));
  });

  it('is when evidence begins, though the usual value shows no end', () => {
    const tomorrow = positive({ observedAt: at(24) });
    expect(nextChangeAt(TIGHT_RULES, [tomorrow], at(0))).toBe(at(24));
    expect(statusOf(TIGHT_RULES, [tomorrow], at(0))).not.toHaveProperty('until');
  });

  it('is when something severer begins, if that comes before the end', () => {
    const both = [ache(), positive({ observedAt: at(4) })];
    expect(statusOf(TIGHT_RULES, both, at(1)).until).toBe(at(4));
  });

  it('is when something ends it, if that comes before its own end', () => {
    const both = [ache(), negative({ observedAt: at(4) + HOUR / 2 })];
    expect(statusOf(TIGHT_RULES, both, at(1)).until).toBe(at(4.5));
  });

  it('is not the end of what lies under something severer', () => {
    const both = [travel(), positive()];
    expect(statusOf(TIGHT_RULES, both, at(1)).until).toBe(at(10));
  });
});
