import {
  type DutyPlan,
  dayStart,
  type OnDuty,
  onDutyAt,
  POSTS,
  type Post,
  TEMPLATES,
  weekOf,
  weeksOn,
} from '../../shared/duty/duty-plan.ts';
import type { CompoundId } from '../../shared/ids.ts';
import type { DutyNow, DutyWeek, SetDutyPlan } from '../../shared/messages/duty.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DutyStore } from './duty-store.ts';
import type { StaffOnCall } from './staff-of-compound.ts';

export type DutyPorts = {
  readonly duty: DutyStore;
  readonly staffOf: (compound: CompoundId, nowMs: number) => Promise<readonly StaffOnCall[]>;
  /** Who has signed in at the gates' devices. */
  readonly shiftsNow: (compound: CompoundId, nowMs: number) => Promise<DutyNow['gates']>;
};
type Input = { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number };

/** Also somebody of a grid of the compound reads its roster. */
export function mayReadDuty({ actor, compoundId, now }: Input): boolean {
  const number = compoundId.split('_')[1];
  const inside = actor.grants
    .map(({ node }) => node)
    .filter((node) => node.startsWith(`grd_${number}_`) || node.startsWith(`bld_${number}_`));
  return mayAct(actor, 'duty.read', [compoundId, ...inside], now);
}

/** Who stands at which post in a week. */
export async function readDutyWeek(
  { duty, staffOf }: DutyPorts,
  { day, ...input }: Input & { readonly day: string },
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

/** Writes a week of a post. Only who works here is put on duty; who stood there before may stay. */
export async function setDutyPlan(
  { duty, staffOf }: DutyPorts,
  { day, plan, ...input }: Input & { readonly day: string; readonly plan: SetDutyPlan },
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

const HAND_OVERS_SHOWN = 20;

/** Who is on duty everywhere, and what was handed over lately. */
export async function readDutyNow(
  { duty, shiftsNow }: DutyPorts,
  input: Input,
): Promise<DutyNow | Failure> {
  if (!mayReadDuty(input)) return fail('not_permitted');
  const { compoundId, now } = input;
  const week = weekOf(now);
  const [plans, gates, handOvers] = await Promise.all([
    duty.findPlans(
      compoundId,
      POSTS.flatMap((post) => [week, weeksOn(week, -1)].map((one) => ({ post, week: one }))),
    ),
    shiftsNow(compoundId, now),
    duty.listHandOvers(compoundId, HAND_OVERS_SHOWN, now),
  ]);
  return {
    posts: POSTS.flatMap((post) => {
      const found = onDutyAt(
        plans.filter((plan) => plan.post === post),
        now,
      );
      return found === undefined ? [] : [{ post, ...found }];
    }),
    gates,
    handOvers: [...handOvers],
  };
}
