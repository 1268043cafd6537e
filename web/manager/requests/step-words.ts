import type { RequestState, RequestStep } from '../../../shared/desk/request-lifecycle.ts';
import type { RequestRow, TimelineStep } from '../../../shared/messages/requests.ts';
import { officeWords, t } from '../words/words.ts';

export const requestStateWords = (state: RequestState): string => t(`rqState_${state}`);
/** On a button: what it does. */
export const doWords = (step: RequestStep): string => t(`rqDo_${step}`);

/** Who has it: 物业 李**. */
export const holderWords = ({
  assigneeOffice,
  assigneeMaskedName,
}: Pick<RequestRow, 'assigneeOffice' | 'assigneeMaskedName'>): string =>
  assigneeOffice === undefined
    ? t('rqNobody')
    : `${officeWords(assigneeOffice)} ${assigneeMaskedName ?? ''}`;

/** Where it is, as far as whoever looks may know. */
export const whereWords = ({
  building,
  houseLabel,
  sensitive,
}: Pick<RequestRow, 'building' | 'houseLabel' | 'sensitive'>): string => {
  if (houseLabel !== undefined) return houseLabel;
  if (building !== '') return building;
  return sensitive ? '' : t('rqWholeCompound');
};

export function stepWords({ step, level }: TimelineStep): string {
  if (step === 'escalate' && level !== undefined) {
    return t('rqStep_escalate_to', { level: t(`rqLevel_${level}`) });
  }
  return t(`rqStep_${step}`);
}

export function actorWords({ by: { as, office, maskedName = '' } }: TimelineStep): string {
  if (office === undefined) return t(`rqBy_${as}`);
  return `${officeWords(office)} ${maskedName}`.trim();
}

/** The one step that whoever has it takes next. */
export function nextStepOf(state: RequestState): 'start' | 'finish' | 'resume' | undefined {
  if (state === 'claimed' || state === 'assigned' || state === 'transferred') return 'start';
  if (state === 'in_progress') return 'finish';
  return state === 'paused' ? 'resume' : undefined;
}
