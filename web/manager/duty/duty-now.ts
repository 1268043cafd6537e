import { computed } from 'vue';
import type { CompoundId } from '../../../shared/ids.ts';
import { readDutyNow } from '../../../shared/messages/duty.ts';
import { queryClient, useAnswer } from '../app/queries.ts';
import { api } from '../app/session.ts';

const DUTY_NOW = 'duty-now';

export const useDutyNow = (compoundId: () => CompoundId) =>
  useAnswer({
    key: computed(() => [DUTY_NOW, compoundId()]),
    ask: () => api.call(readDutyNow, { params: { compoundId: compoundId() } }),
  });

export const dutyChanged = async (): Promise<void> => {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: [DUTY_NOW] }),
    queryClient.invalidateQueries({ queryKey: ['duty'] }),
  ]);
};
