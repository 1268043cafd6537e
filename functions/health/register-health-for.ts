import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import type { OwnRegistration } from '../../shared/messages/health.ts';
import { ROLE_RULES } from '../../shared/roles.ts';
import { grantFor, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { livesHere, type ResidentStore } from '../residents/index.ts';
import { type RegisterPorts, register } from './register.ts';

export type RegisterHealthForPorts = RegisterPorts & {
  readonly residents: Pick<ResidentStore, 'findResident'>;
};
export type RegisterHealthForInput = {
  readonly actor: StaffActor;
  readonly residentId: ResidentId;
  readonly findings: readonly string[];
  readonly now: number;
};

/** The community registers somebody who has no phone, and sits beside them. */
export async function registerHealthFor(
  ports: RegisterHealthForPorts,
  { actor, residentId, findings, now }: RegisterHealthForInput,
): Promise<OwnRegistration | Failure> {
  const place = compoundOf(residentId);
  const action = 'health.register_for';
  const grant = grantFor(actor, action, place, now);
  if (grant === undefined) return fail('not_permitted');
  const resident = await ports.residents.findResident(residentId);
  if (resident === undefined || !livesHere(resident)) return fail('not_found');
  return register(ports, {
    resident,
    findings,
    office: grant.office ?? ROLE_RULES[grant.role].office,
    by: 'call',
    audit: async () => factsOf(actor, { action, place, purpose: 'emergency', now }),
    now,
  });
}
