import type { DuplicateChoice, ImportState } from '../../../shared/messages/rosters.ts';
import { t } from '../words/words.ts';

const FIELDS = ['name', 'house', 'building', 'unit', 'room', 'tie', 'phone', 'since'] as const;

/** What a column is; of one that this page does not know yet, the server's word. */
export function fieldWords(field: string): string {
  const known = FIELDS.find((one) => one === field);
  return known === undefined ? field : t(`rosterField_${known}`);
}
export const stateWords = (state: ImportState): string => t(`rosterState_${state}`);
export const choiceWords = (choice: DuplicateChoice): string => t(`rosterChoice_${choice}`);
