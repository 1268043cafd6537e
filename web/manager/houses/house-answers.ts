import type { QueryKey } from '@tanstack/vue-query';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { queryClient } from '../app/queries.ts';

export const HOUSE = 'house';
export const houseKey = (houseId: string): QueryKey => [HOUSE, houseId];

/** What a change answers, once the house is read anew; a refusal stays one. */
export async function andReadAnew<Answer>(
  houseId: string,
  answer: Answer | ApiFailure,
): Promise<true | ApiFailure> {
  if (isApiFailure(answer)) return answer;
  await queryClient.invalidateQueries({ queryKey: houseKey(houseId) });
  return true;
}
