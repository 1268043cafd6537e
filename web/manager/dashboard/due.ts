import { computed } from 'vue';
import { useCompound } from '../app/compound.ts';
import { daysUntil } from '../app/days.ts';
import { now } from '../app/now.ts';
import { useDeskFigures } from '../requests/desk-figures.ts';
import {
  isReviewed,
  useNumberQuestions,
  useOpenings,
  useReplayPairs,
  useWrongEntries,
} from '../review/review-days.ts';
import { t } from '../words/words.ts';
import type { Due } from './due-list.vue';

const counted = (n: number | undefined, says: (n: number) => string, to: Due['to']): Due[] =>
  n === undefined || n === 0 ? [] : [{ says: says(n), to }];

type Gates = { readonly total: number; readonly enrolled: number; readonly silent: number };

/** What waits for whoever looks, what is late, and what is out of the ordinary. */
export function useDue(gates: () => Gates | undefined) {
  const { may } = useCompound();
  const recent = () => (may('gate_day.read') ? daysUntil(now.value).slice(0, 2) : []);
  const openings = useOpenings(recent);
  const entries = useWrongEntries(recent);
  const pairs = useReplayPairs();
  const numbers = useNumberQuestions();
  const figures = useDeskFigures();
  const review = { name: 'review' };
  return {
    loading: computed(() => openings.loading.value || pairs.loading.value),
    waiting: computed(() => [
      ...counted(numbers.answer.value?.questions.length, (n) => t('numbersDue', { n }), review),
      ...counted(
        openings.repeated.value.filter((one) => !isReviewed(one)).length,
        (n) => t('openingsDue', { n }),
        review,
      ),
      ...counted(
        Math.max(0, (gates()?.total ?? 0) - (gates()?.enrolled ?? 0)),
        (n) => t('gatesBare', { n }),
        { name: 'gates' },
      ),
    ]),
    late: computed(() => [
      ...counted(figures.late.value, (n) => t('requestsLate', { n }), {
        name: may('request.board') ? 'requestBoard' : 'deskFigures',
      }),
      ...counted(gates()?.silent, (n) => t('gatesSilent', { n }), { name: 'gates' }),
    ]),
    strange: computed(() => [
      ...counted(pairs.answer.value?.pairs.length, (n) => t('pairsFound', { n }), review),
      ...counted(entries.wrong.value.length, (n) => t('wrongFound', { n }), review),
    ]),
  };
}
