import { reactive, ref } from 'vue';
import type { PassId } from '../../../shared/ids.ts';
import {
  type PASS_STATE_REASONS,
  type SetPassStateRequest,
  setPassState,
} from '../../../shared/messages/passes.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { queryClient } from '../app/queries.ts';
import { api } from '../app/session.ts';

type StateReason = (typeof PASS_STATE_REASONS)[number];

export const PASSES = 'resident-passes';
export const RESIDENTS = 'residents';

/** How short a document number can't be. */
const LEAST_DOCUMENT = 4;

/** Suspends, resumes or withdraws, and has every list say so. */
export async function bringPassTo(
  passId: PassId,
  body: SetPassStateRequest,
): Promise<ApiFailure | undefined> {
  const answer = await api.call(setPassState, { params: { passId }, body });
  if (isApiFailure(answer)) return answer;
  await Promise.all(
    [PASSES, RESIDENTS].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
  );
  return undefined;
}

/** Why a pass stops: one reason of the closed list, and for an order its document. */
export function useGrounds() {
  const chosen = reactive<{ reason: StateReason | ''; documentNumber: string }>({
    reason: '',
    documentNumber: '',
  });
  const wrong = ref<'reason' | 'documentNumber'>();
  const isOrder = () => chosen.reason === 'order_with_document';
  return {
    chosen,
    wrong,
    isOrder,
    /** What may be sent; undefined where something is missing, which is then marked. */
    complete() {
      const documentNumber = chosen.documentNumber.trim();
      wrong.value = undefined;
      if (chosen.reason === '') wrong.value = 'reason';
      else if (isOrder() && documentNumber.length < LEAST_DOCUMENT) wrong.value = 'documentNumber';
      if (chosen.reason === '' || wrong.value !== undefined) return undefined;
      return { reason: chosen.reason, ...(isOrder() ? { documentNumber } : {}) };
    },
  };
}
export type Grounds = ReturnType<typeof useGrounds>;
