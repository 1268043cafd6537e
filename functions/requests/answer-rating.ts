import type { StaffRequest } from '../../shared/messages/requests.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { changeAsStaff } from './change-matters.ts';
import type { StaffDesk } from './desk.ts';
import type { StaffRequestInput } from './staff-request.ts';

/** Whoever did the work answers what was said of the service, once. */
export function answerRating(
  ports: Pick<StaffDesk, 'requests' | 'settings' | 'nameOf'>,
  { text, ...input }: StaffRequestInput & { readonly text: string },
): Promise<StaffRequest | Failure> {
  const { now: at } = input;
  return changeAsStaff(ports, input, {
    action: 'rating.answer',
    standing: 'worker',
    decide: (request) => {
      const { rating, redactedAt } = request;
      if (rating === undefined || redactedAt !== undefined) return fail('step_refused');
      if (rating.answer?.text === text) return request;
      if (rating.answer !== undefined) return fail('state_conflict');
      return { ...request, rating: { ...rating, answer: { text, at } } };
    },
  });
}
