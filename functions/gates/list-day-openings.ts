import { compoundOf, type GateId } from '../../shared/ids.ts';
import type { DayOpenings, OpeningReview } from '../../shared/messages/gate-days.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { GateDayStore } from './gate-day-store.ts';
import { type AttributedOpening, dayOpeningOf, repeatedAmong } from './opening-review.ts';

type Ports = {
  readonly days: Pick<GateDayStore, 'listOpenings' | 'listReviews' | 'recordReview' | 'findGuards'>;
};
type Input = {
  readonly actor: StaffActor;
  readonly gateId: GateId;
  readonly day: string;
  readonly now: number;
};

/** The day's openings, each with the guard of its shift, oldest first. */
async function attributed(
  { days }: Ports,
  { gateId, day, now }: Pick<Input, 'gateId' | 'day' | 'now'>,
): Promise<AttributedOpening[]> {
  const openings = await days.listOpenings(gateId, day, now);
  const shifts = new Set(openings.flatMap(({ shiftId }) => (shiftId ? [shiftId] : [])));
  const guards = await days.findGuards(gateId, [...shifts].slice(0, 100));
  return openings
    .toSorted((one, other) => one.openedAt - other.openedAt)
    .map((opening) => ({ opening, guard: opening.shiftId && guards.get(opening.shiftId) }));
}

/** What was opened by hand at a gate on a day, and what of it is so frequent that somebody should look. */
export async function listDayOpenings(ports: Ports, input: Input): Promise<DayOpenings | Failure> {
  const { actor, gateId, day, now } = input;
  if (!mayAct(actor, 'gate_day.read', compoundOf(gateId), now)) {
    return fail('not_permitted');
  }
  const [openings, reviews] = await Promise.all([
    attributed(ports, input),
    ports.days.listReviews(gateId, day, now),
  ]);
  return { openings: openings.map(dayOpeningOf), repeated: repeatedAmong(openings, reviews) };
}

/**
 * Notes that a manager has looked at what one guard opened by hand. Looked at is what there was:
 * more of it later is due again.
 */
export async function reviewOpenings(
  ports: Ports,
  { review, ...input }: Input & { readonly review: OpeningReview },
): Promise<undefined | Failure> {
  const { actor, gateId, day, now } = input;
  if (!mayAct(actor, 'opening.review', compoundOf(gateId), now)) {
    return fail('not_permitted');
  }
  const repeated = repeatedAmong(await attributed(ports, input), []);
  const there = repeated.find(
    (one) => one.class === review.class && one.staffId === review.staffId,
  );
  if (there === undefined) return fail('not_found');
  if (review.count > there.count) return fail('invalid_input', { field: 'count' });
  await ports.days.recordReview(gateId, day, { ...review, at: now, by: actor.staffId });
  return undefined;
}
