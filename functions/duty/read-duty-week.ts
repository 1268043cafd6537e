import { dayStart, POSTS, weekOf } from '../../shared/duty/duty-plan.ts';
import type { DutyWeek } from '../../shared/messages/duty.ts';
import { mayAct } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';

import { type DutyInput, type DutyPorts, mayReadDuty } from './duty.ts';

/** Who stands at which post in a week. */
export async function readDutyWeek(
  { duty, staffOf }: DutyPorts,
  { day, ...input }: DutyInput & { readonly day: string },
): Promise<DutyWeek | Failure> {
  if (!mayReadDuty(input)) return fail('not_permitted');
  const { actor, compoundId, now } = input;
  const week = weekOf(dayStart(day));
  const mayEdit = mayAct(actor, 'duty.edit', compoundId, now);
  const [plans, staff] = await Promise.all([
    duty.findPlans(
      compoundId,
      POSTS.map((post) => ({ post, week })),
    ),
    mayEdit ? staffOf(compoundId, now) : undefined,
  ]);
  return {
    week,
    posts: POSTS.map(
      (post) =>
        plans.find((plan) => plan.post === post) ?? {
          post,
          week,
          template: 'three' as const,
          turns: [],
          version: 0,
        },
    ),
    ...(staff === undefined
      ? {}
      : { staff: staff.map(({ roles, ...person }) => ({ ...person, roles: [...roles] })) }),
  };
}
