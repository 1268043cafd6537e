import fc from 'fast-check';
import type { Evidence } from '../../../shared/emergency/evidence.ts';
import { StatusRules } from '../../../shared/emergency/status-rules.ts';

export const HOUR = 3_600_000;
export const START = Date.parse('2026-11-20T08:00:00+08:00');
/** So many hours after the start of it all. */
export const at = (hours: number): number => START + hours * HOUR;

const words = { zh: '字', en: 'word' };
const rule = (
  name: string,
  kind: Evidence['kind'],
  value: string,
  lastsHours: number,
  ends: string[],
) => ({ rule: name, kind, finding: name, value, lastsHours, ends, because: words });

/** Short, and each ends others: even itself, and the two that say the opposite end each other. */
export const TIGHT_RULES = StatusRules.parse({
  version: 7,
  values: [
    { value: 'calm', words, severity: 0, asks: false, alerts: false },
    { value: 'mild', words, severity: 2, asks: true, alerts: false },
    { value: 'other', words, severity: 2, asks: false, alerts: false },
    { value: 'grave', words, severity: 9, asks: true, alerts: true },
  ],
  rules: [
    rule('positive', 'test_result', 'grave', 10, ['negative', 'ache']),
    rule('negative', 'test_result', 'calm', 4, ['negative', 'positive', 'ache']),
    rule('ache', 'registration', 'mild', 12, ['negative']),
    rule('travel', 'exposure', 'other', 6, ['travel']),
    rule('cleared', 'correction', 'calm', 3, ['travel', 'ache']),
  ],
});

/** A positive test at the start, unless something else is said. */
export function evidenceOf(change: Partial<Evidence> = {}): Evidence {
  return {
    evidenceId: 'evidence_0',
    revision: 1,
    kind: 'test_result',
    finding: 'positive',
    source: { by: 'feed', feed: 'lab', batch: 'batch_1' },
    observedAt: START,
    expiresAt: at(1_000),
    receivedAt: START,
    ...change,
  };
}

export const IDS = ['evidence_0', 'evidence_1', 'evidence_2', 'evidence_3', 'evidence_4'];
export const BATCHES = ['batch_1', 'batch_2'];
/** Longer than anything that is drawn lasts. */
export const LAST_HOUR = 50;

const FINDINGS = [
  ...TIGHT_RULES.rules.map(({ kind, finding }) => ({ kind, finding })),
  { kind: 'test_result' as const, finding: 'unheard_of' },
  { kind: 'correction' as const, finding: 'withdraws_only' },
];

const drawn = {
  evidenceId: fc.constantFrom(...IDS),
  revision: fc.integer({ min: 1, max: 3 }),
  what: fc.constantFrom(...FINDINGS),
  batch: fc.constantFrom(...BATCHES),
  observed: fc.integer({ min: 0, max: 12 }),
  lasts: fc.integer({ min: 0, max: 20 }),
  received: fc.integer({ min: 0, max: 3 }),
  withdrawn: fc.constantFrom(undefined, undefined, true),
  cancels: fc.subarray(IDS, { maxLength: 2 }),
};

/** Few ids, few hours and few revisions, so that everything meets everything. */
export const evidence: fc.Arbitrary<Evidence> = fc
  .record(drawn)
  .map(({ evidenceId, revision, what, batch, observed, lasts, received, withdrawn, cancels }) => ({
    ...what,
    evidenceId,
    revision,
    source: { by: 'feed', feed: 'lab', batch },
    observedAt: at(observed),
    expiresAt: at(observed + lasts),
    receivedAt: at(received),
    ...(withdrawn === undefined ? {} : { withdrawn }),
    ...(what.kind === 'correction' ? { cancels } : {}),
  }));

export const someEvidence = fc.array(evidence, { maxLength: 12 });
/** Between the hours too. */
export const moment = fc.integer({ min: -2, max: 2 * LAST_HOUR }).map((half) => at(half / 2));
