import { type OnDuty, onDutyAt, type Post, weekOf, weeksOn } from '../../shared/duty/duty-plan.ts';
import type { CompoundId } from '../../shared/ids.ts';

import type { DutyPorts } from './duty.ts';
import type { StaffOnCall } from './staff-of-compound.ts';

/** Who is on duty at a post now, by the plan; to whom an alert goes. */
export async function onDutyNow(
  { duty, staffOf }: Pick<DutyPorts, 'duty' | 'staffOf'>,
  { compoundId, post, now }: { compoundId: CompoundId; post: Post; now: number },
): Promise<OnDuty | undefined> {
  const week = weekOf(now);
  const weeks = [week, weeksOn(week, -1)];
  const [plans, staff] = await Promise.all([
    duty.findPlans(
      compoundId,
      weeks.map((one) => ({ post, week: one })),
    ),
    staffOf(compoundId, now),
  ]);
  return stillHere(onDutyAt(plans, now), staff);
}

/** Whoever is planned and still works here: a plan outlives a role. Nobody where none of them does. */
export function stillHere(
  planned: OnDuty | undefined,
  staff: readonly StaffOnCall[],
): OnDuty | undefined {
  if (planned === undefined) return undefined;
  const here = planned.staff.filter(({ staffId }) => staff.some((one) => one.staffId === staffId));
  return here.length === 0 ? undefined : { ...planned, staff: here };
}
