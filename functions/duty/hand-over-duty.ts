import type { Post } from '../../shared/duty/duty-plan.ts';
import type { CompoundId } from '../../shared/ids.ts';
import type { StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type DutyPorts, mayReadDuty } from './duty.ts';

type Ports = Pick<DutyPorts, 'duty'> & {
  readonly nameOf: (actor: StaffActor) => Promise<string | undefined>;
};
type Input = { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number };

async function personOf({ nameOf }: Ports, actor: StaffActor) {
  return { staffId: actor.staffId, maskedName: (await nameOf(actor)) ?? '' };
}
const factsFor = ({ actor, compoundId, now }: Input) =>
  factsOf(actor, { action: 'duty.read', place: compoundId, purpose: 'duty', now });

/** Leaves a note and what is open for whoever comes. */
export async function leaveHandOver(
  ports: Ports,
  {
    post,
    note,
    open,
    ...input
  }: Input & { readonly post: Post; readonly note: string; readonly open: readonly string[] },
): Promise<{ at: number } | Failure> {
  if (!mayReadDuty(input)) return fail('not_permitted');
  if (note === '' && open.length === 0) return fail('invalid_input', { field: 'note' });
  const { actor, compoundId, now: at } = input;
  const by = await personOf(ports, actor);
  const record = { post, at, by, note, open: [...open], version: 1, audit: factsFor(input) };
  const outcome = await ports.duty.recordHandOver(compoundId, record);
  return outcome === 'recorded' ? { at } : fail('state_conflict');
}

/** Takes over: the first other person counts. */
export async function confirmHandOver(
  ports: Ports,
  { post, at, ...input }: Input & { readonly post: Post; readonly at: number },
): Promise<undefined | Failure> {
  if (!mayReadDuty(input)) return fail('not_permitted');
  const by = await personOf(ports, input.actor);
  const change = { ...by, audit: factsFor(input) };
  const outcome = await ports.duty.confirmHandOver(input.compoundId, { post, at }, change);
  return outcome === 'confirmed' ? undefined : fail('state_conflict');
}
