import type { CompoundId } from '../../shared/ids.ts';
import type { Action } from '../../shared/permissions.ts';
import { ROLE_RULES } from '../../shared/roles.ts';
import { type EmergencyHere, type EmergencyStore, emergencyOrDrill } from '../emergencies/index.ts';
import { grantFor, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { Part } from './proposal.ts';

export type OfficerPorts = { readonly emergencies: Pick<EmergencyStore, 'findHere'> };
/** Somebody of staff does something about statuses in a compound. */
export type OfficerInput = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly now: number;
};
export type Officer = { readonly here: EmergencyHere; readonly part: Part };

/** For which office, and in which role, somebody may do this in a compound; never for the property company. */
function officeFor({ actor, compoundId, now }: OfficerInput, action: Action) {
  const grant = grantFor(actor, action, compoundId, now);
  const office = grant && (grant.office ?? ROLE_RULES[grant.role].office);
  if (grant === undefined || office === undefined || office === 'property') return undefined;
  return { office, role: grant.role };
}

/** What acts in the compound, and for whom they act in it; or why they may not. */
export async function officerAt(
  { emergencies }: OfficerPorts,
  input: OfficerInput,
  action: Action,
): Promise<Officer | Failure> {
  const { actor, compoundId, now } = input;
  const acting = officeFor(input, action);
  if (acting === undefined) return fail('not_permitted');
  const here = await emergencyOrDrill(emergencies, compoundId, now);
  if (here === undefined) return fail('no_emergency');
  if (!here.measures.includes('registration')) return fail('measure_not_named');
  return { here, part: { by: actor.staffId, account: actor.accountId, ...acting, at: now } };
}

/** Whether somebody is another person of another office than everybody before. */
export const isOutside = (part: Part, before: readonly (Part | undefined)[]): boolean =>
  before.every(
    (one) =>
      one === undefined ||
      (one.by !== part.by && one.account !== part.account && one.office !== part.office),
  );
