import { onDutyAt, POSTS, weekOf, weeksOn } from '../../shared/duty/duty-plan.ts';
import type { DutyNow } from '../../shared/messages/duty.ts';
import { type Failure, fail } from '../platform/failure.ts';

import { type DutyInput, type DutyPorts, mayReadDuty } from './duty.ts';
import { stillHere } from './on-duty-now.ts';

const HAND_OVERS_SHOWN = 20;

/** Who is on duty everywhere, and what was handed over lately. */
export async function readDutyNow(
  { duty, shiftsNow, staffOf }: DutyPorts,
  input: DutyInput,
): Promise<DutyNow | Failure> {
  if (!mayReadDuty(input)) return fail('not_permitted');
  const { compoundId, now } = input;
  const week = weekOf(now);
  const [plans, staff, gates, handOvers] = await Promise.all([
    duty.findPlans(
      compoundId,
      POSTS.flatMap((post) => [week, weeksOn(week, -1)].map((one) => ({ post, week: one }))),
    ),
    staffOf(compoundId, now),
    shiftsNow(compoundId, now),
    duty.listHandOvers(compoundId, HAND_OVERS_SHOWN, now),
  ]);
  return {
    posts: POSTS.flatMap((post) => {
      const ofPost = plans.filter((plan) => plan.post === post);
      const found = stillHere(onDutyAt(ofPost, now), staff);
      return found === undefined ? [] : [{ post, ...found }];
    }),
    gates,
    handOvers: [...handOvers],
  };
}
