import { FIRST_STATUS_RULES } from './first-status-rules.ts';
import type { StatusRules } from './status-rules.ts';

const USUAL = 'usual';
const CARE = 'care';
const isUsual = (value: string): boolean =>
  FIRST_STATUS_RULES.values.some((one) => one.value === value && one.severity === 0);

/**
 * Two values and no colours, for an event in which nobody is ranked: whoever has to be looked after,
 * and everybody else. The same findings, for as long, in the same words.
 */
const CARE_STATUS_RULES: StatusRules = {
  version: 2,
  values: [
    {
      value: USUAL,
      words: { zh: '照常', en: 'As usual' },
      severity: 0,
      asks: false,
      alerts: false,
    },
    {
      value: CARE,
      words: { zh: '需要关照', en: 'To be looked after' },
      severity: 5,
      asks: true,
      alerts: true,
    },
  ],
  rules: FIRST_STATUS_RULES.rules.map((rule) => ({
    ...rule,
    value: isUsual(rule.value) ? USUAL : CARE,
  })),
};

/**
 * The sets that a declaration chooses from, by their version. They are written here and nowhere else:
 * what can be found of somebody is nothing that two offices make up between them.
 */
export const STATUS_RULE_SETS: readonly StatusRules[] = [FIRST_STATUS_RULES, CARE_STATUS_RULES];

export const statusRulesOf = (version: number): StatusRules | undefined =>
  STATUS_RULE_SETS.find((one) => one.version === version);

/** What a set is called: its values, from the usual one on. */
export const valuesIn = ({ values }: Pick<StatusRules, 'values'>, language: 'zh' | 'en'): string =>
  [...values]
    .sort((one, other) => one.severity - other.severity)
    .map(({ words }) => words[language])
    .join(' · ');
