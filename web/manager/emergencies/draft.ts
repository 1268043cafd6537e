import { computed, reactive } from 'vue';
import { MEASURES, type Measure } from '../../../shared/emergency/measures.ts';
import type { DeclaredDocument, EmergencyPlace } from '../../../shared/messages/emergencies.ts';
import { startOfDayAfter } from '../app/until-day.ts';

export const EMERGENCIES = 'emergencies';

type Filled = {
  mode: 'real' | 'drill';
  event: string;
  rules: number;
  number: string;
  authority: string;
  level: DeclaredDocument['level'];
  issuedOn: string;
  documentUntil: string;
  documentScope: EmergencyPlace[];
  documentMeasures: Measure[];
  scope: EmergencyPlace[];
  measures: Measure[];
  /** Where trips are counted. */
  tripsPerDay: number;
  untilDay: string;
};

/** What somebody fills in: the document, and what of it is to be done. */
export function newDraft(from?: {
  readonly scope: readonly EmergencyPlace[];
  readonly measures: readonly Measure[];
}) {
  const draft = reactive<Filled>({
    mode: 'real',
    event: '',
    rules: 1,
    number: '',
    authority: '',
    level: 'county',
    issuedOn: '',
    documentUntil: '',
    documentScope: [...(from?.scope ?? [])],
    documentMeasures: [...(from?.measures ?? [])],
    scope: [...(from?.scope ?? [])],
    measures: [...(from?.measures ?? [])],
    tripsPerDay: 2,
    untilDay: '',
  });
  const document = computed(
    (): DeclaredDocument => ({
      number: draft.number.trim(),
      authority: draft.authority.trim(),
      level: draft.level,
      issuedOn: draft.issuedOn,
      scope: draft.documentScope,
      measures: MEASURES.filter((one) => draft.documentMeasures.includes(one)),
      until: draft.documentUntil,
    }),
  );
  const isWhole = computed(
    () =>
      draft.number.trim().length >= 4 &&
      draft.authority.trim().length >= 2 &&
      draft.issuedOn !== '' &&
      draft.documentUntil !== '' &&
      draft.untilDay !== '' &&
      draft.documentScope.length > 0 &&
      draft.documentMeasures.length > 0,
  );
  return { draft, document, isWhole, until: () => startOfDayAfter(draft.untilDay) };
}
export type Draft = ReturnType<typeof newDraft>;
