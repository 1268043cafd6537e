import type { CompoundId } from '../../shared/ids.ts';
import { ROLE_RULES } from '../../shared/roles.ts';
import { grantFor, type StaffActor } from '../platform/actor.ts';
import type { StaffDesk } from './desk.ts';
import type { Holder } from './request.ts';
import { lastUntil, rolesInCompound } from './workers.ts';

/** Whoever acts, as others see them: for whom they act here, and their masked name. */
export async function holderOfActor(
  { nameOf }: Pick<StaffDesk, 'nameOf'>,
  {
    actor,
    compound,
    now,
  }: { readonly actor: StaffActor; readonly compound: CompoundId; readonly now: number },
): Promise<Holder> {
  const roles = rolesInCompound(actor.grants, compound, now);
  const grant = grantFor(actor, 'request.work', compound, now) ?? roles[0];
  const office = grant && (grant.office ?? ROLE_RULES[grant.role].office);
  return {
    staffId: actor.staffId,
    office: office ?? 'property',
    maskedName: (await nameOf(actor)) ?? '',
    until: lastUntil(roles),
  };
}
