import { type OnDuty, onDutyAt, type Post, weekOf, weeksOn } from '../../shared/duty/duty-plan.ts';
import type { CompoundId } from '../../shared/ids.ts';

import type { DutyPorts } from './duty.ts';

/** Who is on duty at a post now, by the plan; to whom an alert goes. */
export async function onDutyNow(
  { duty }: Pick<DutyPorts, 'duty'>,
  { compoundId, post, now }: { compoundId: CompoundId; post: Post; now: number },
): Promise<OnDuty | undefined> {
  const week = weekOf(now);
  const weeks = [week, weeksOn(week, -1)];
  return onDutyAt(
    await duty.findPlans(
      compoundId,
      weeks.map((one) => ({ post, week: one })),
    ),
    now,
  );
}
