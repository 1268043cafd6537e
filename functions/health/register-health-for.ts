import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import type { OwnRegistration } from '../../shared/messages/health.ts';
import { ROLE_RULES } from '../../shared/roles.ts';
import { emergencyOrDrill } from '../emergencies/index.ts';
import { grantFor, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { livesHere, type ResidentStore } from '../residents/index.ts';
import { homeOfSpecimen, type SpecimenPorts } from './home-of.ts';
import { type RegisterPorts, register, registerAt } from './register.ts';

export type RegisterHealthForPorts = RegisterPorts &
  SpecimenPorts & {
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
  const registering = {
    findings,
    office: grant.office ?? ROLE_RULES[grant.role].office,
    by: 'call' as const,
    audit: async () => factsOf(actor, { action, place, purpose: 'emergency', now }),
    now,
  };
  const here = await emergencyOrDrill(ports.emergencies, place, now);
  if (here?.mode === 'drill') {
    if (!here.measures.includes('registration')) return fail('measure_not_named');
    const buildingId = await homeOfSpecimen(ports, here, residentId);
    if (isFailure(buildingId)) return buildingId;
    return registerAt(ports, here, { ...registering, residentId, buildingId });
  }
  const resident = await ports.residents.findResident(residentId);
  if (resident === undefined || !livesHere(resident)) return fail('not_found');
  return register(ports, { ...registering, resident });
}
