import { stateAfter } from '../../../shared/desk/request-lifecycle.ts';
import type { OwnRequest } from '../../../shared/messages/requests.ts';

export type OwnStepName = 'note' | 'cancel' | 'reopen' | 'rate';

/** What whoever asked can do with it now, the likeliest first. */
export function stepsNow({
  state,
  canReopen,
  rating,
}: Pick<OwnRequest, 'state' | 'canReopen' | 'rating'>): OwnStepName[] {
  const may = (step: OwnStepName): boolean => {
    if (step === 'reopen') return canReopen;
    if (step === 'rate' && rating !== undefined) return false;
    return stateAfter(state, step) !== undefined;
  };
  const inOrder: readonly OwnStepName[] = ['rate', 'reopen', 'note', 'cancel'];
  return inOrder.filter(may);
}
