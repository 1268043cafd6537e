import type { EvidenceId } from '../../shared/emergency/evidence.ts';
import type { StatusRules } from '../../shared/emergency/status-rules.ts';
import type { HealthRecord } from '../health/index.ts';

/** What a value is called by the rules; its own name where they changed since. */
export const valueWords = ({ values }: StatusRules, value: string) =>
  values.find((one) => one.value === value)?.words ?? { zh: value, en: value };

/** On what something rests, in the words of the rules. */
export function becauseOf(
  { rules }: StatusRules,
  { evidence }: Pick<HealthRecord, 'evidence'>,
  ids: readonly EvidenceId[],
) {
  return ids.flatMap((id) => {
    const [one] = evidence
      .filter(({ evidenceId }) => evidenceId === id)
      .sort((a, b) => b.revision - a.revision);
    if (one === undefined) return [];
    const rule = rules.find(({ kind, finding }) => kind === one.kind && finding === one.finding);
    const words = rule === undefined ? {} : { words: rule.because };
    return [{ ...words, by: one.source.by, at: one.observedAt }];
  });
}
