import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../shared/emergency/evidence.ts';
import { FIRST_STATUS_RULES } from '../../../shared/emergency/first-status-rules.ts';
import { statusOf } from '../../../shared/emergency/status-of.ts';
import { StatusRules } from '../../../shared/emergency/status-rules.ts';
import { at, evidenceOf } from './evidence-of.ts';

const { rules, values } = FIRST_STATUS_RULES;

/** As if it had been said of somebody, each two hours after the one before. */
function statusAfter(...names: string[]): string {
  const evidence = names.map((name, n): Evidence => {
    const rule = rules.find((one) => one.rule === name);
    if (rule === undefined) throw new Error(`No rule ${name}`);
    const { kind, finding } = rule;
    return evidenceOf({ evidenceId: `evidence_${n}`, kind, finding, observedAt: at(2 * n) });
  });
  return statusOf(FIRST_STATUS_RULES, evidence, at(2 * names.length)).value;
}

describe('the first rules of a status', () => {
  it('are rules, and each finding, rule and value stands there once', () => {
    expect(StatusRules.parse(FIRST_STATUS_RULES)).toEqual(FIRST_STATUS_RULES);
    const findings = rules.map(({ kind, finding }) => `${kind} ${finding}`);
    const names = rules.map(({ rule }) => rule);
    expect(new Set(findings).size).toBe(rules.length);
    expect(new Set(names).size).toBe(rules.length);
    expect(new Set(values.map(({ severity }) => severity)).size).toBe(values.length);
    for (const { ends } of rules) expect(names).toEqual(expect.arrayContaining(ends));
  });

  it('are green, yellow and red, and only the usual one asks nothing at the gate', () => {
    expect(values.map(({ words, asks, alerts }) => [words.zh, asks, alerts])).toEqual([
      ['绿码', false, false],
      ['黄码', true, false],
      ['红码', true, true],
    ]);
  });

  it('turn nobody red for what they said or whom they met', () => {
    const red = rules.filter(({ value }) => value === 'red').map(({ kind }) => kind);
    expect(red.sort()).toEqual(['isolation_order', 'test_result']);
  });

  it('let a negative test end symptoms, and nothing that is red', () => {
    expect(statusAfter('symptoms', 'negative')).toBe('green');
    expect(statusAfter('positive', 'negative')).toBe('red');
    expect(statusAfter('isolation', 'negative')).toBe('red');
    expect(statusAfter('close_contact', 'negative')).toBe('yellow');
  });

  it('have a way back from each of them', () => {
    for (const { rule } of rules.filter(({ value }) => value !== 'green')) {
      expect(statusAfter(rule, 'released')).toBe('green');
      expect(statusAfter(rule, 'cleared')).toBe('green');
      expect(statusAfter(rule, 'home_monitoring')).toBe('yellow');
    }
  });
});
