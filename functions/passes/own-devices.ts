import type { ResidentActor } from '../platform/actor.ts';
import { isChild, type Resident } from '../residents/index.ts';
import { isCard, type Pass } from './pass.ts';

/**
 * The devices that somebody may see and remove: an adult those of their own record, whoever holds
 * it for them; a guardian or a proxy those that their own number put it on, and no other's.
 */
export function devicesOf(
  passes: readonly Pass[],
  { accountId }: ResidentActor,
  resident: Resident | undefined,
  now: number,
): readonly Pass[] {
  const onPhones = passes.filter((pass) => !isCard(pass));
  const isOwn =
    resident !== undefined && resident.accountId === accountId && !isChild(resident, now);
  return isOwn ? onPhones : onPhones.filter(({ issue }) => issue.by === accountId);
}
