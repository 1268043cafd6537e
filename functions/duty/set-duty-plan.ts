import { type DutyPlan, dayStart, TEMPLATES, weekOf } from '../../shared/duty/duty-plan.ts';
import type { SetDutyPlan } from '../../shared/messages/duty.ts';
import { mayAct } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';

import type { DutyInput, DutyPorts } from './duty.ts';

/** Writes a week of a post. Only who works here is put on duty; who stood there before may stay. */
export async function setDutyPlan(
  { duty, staffOf }: DutyPorts,
  { day, plan, ...input }: DutyInput & { readonly day: string; readonly plan: SetDutyPlan },
): Promise<{ version: number } | Failure> {
  const { actor, compoundId, now } = input;
  if (!mayAct(actor, 'duty.edit', compoundId, now)) return fail('not_permitted');
  const { post, template, turns, version } = plan;
  const week = weekOf(dayStart(day));
  const isInTemplate = turns.every(({ turn }) => TEMPLATES[template][turn] !== undefined);
  const places = new Set(turns.map((turn) => `${turn.day}-${turn.turn}`));
  if (!isInTemplate || places.size < turns.length) return fail('invalid_input', { field: 'turns' });
  const [staff, before] = await Promise.all([
    staffOf(compoundId, now),
    duty.findPlans(compoundId, [{ post, week }]),
  ]);
  const known = [...staff, ...before.flatMap((one) => one.turns.flatMap((turn) => turn.staff))];
  const named: DutyPlan['turns'] = [];
  for (const { staffIds, ...place } of turns) {
    const people = staffIds.flatMap((id) => {
      const found = known.find(({ staffId }) => staffId === id);
      return found === undefined ? [] : [{ staffId: id, maskedName: found.maskedName }];
    });
    if (people.length < staffIds.length) return fail('invalid_input', { field: 'turns' });
    named.push({ ...place, staff: people });
  }
  const audit = factsOf(actor, { action: 'duty.edit', place: compoundId, purpose: 'duty', now });
  const outcome = await duty.recordPlan(
    compoundId,
    { post, week, template, turns: named },
    { seen: version, audit },
  );
  return outcome === 'recorded' ? { version: version + 1 } : fail('state_conflict');
}
