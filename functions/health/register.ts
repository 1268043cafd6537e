import type { OwnRegistration } from '../../shared/messages/health.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import type { Resident } from '../residents/index.ts';
import { type AppendPorts, appendEvidence } from './append-evidence.ts';
import type { StatusChange } from './health-record.ts';
import { actingFor, type HomePorts, homeWithin } from './home-of.ts';
import { registrationEvidence, shownRegistration } from './registering.ts';
import type { Registration, RegistrationStore } from './registration-store.ts';

export type RegisterPorts = AppendPorts &
  HomePorts & { readonly registrations: Pick<RegistrationStore, 'find' | 'register'> };

export type Registering = {
  readonly findings: readonly string[];
  readonly office: StatusChange['office'];
  /** By whom they know of it: themselves, on their phone, or whoever sits beside them. */
  readonly by: 'phone' | 'call';
  readonly audit: (here: Parameters<RegistrationStore['register']>[0]) => Promise<AuditFacts>;
  readonly now: number;
};

/** Writes down that somebody is there and what they say of themselves; registered once, it serves everywhere. */
export async function register(
  ports: RegisterPorts,
  { resident, ...registering }: Registering & { readonly resident: Resident },
): Promise<OwnRegistration | Failure> {
  const { residentId } = resident;
  const { now } = registering;
  const here = await actingFor(ports, residentId, { measure: 'registration', now });
  if (isFailure(here)) return here;
  const buildingId = await homeWithin(ports, here, resident);
  if (isFailure(buildingId)) return buildingId;
  return registerAt(ports, here, { ...registering, residentId, buildingId });
}

/** The same of somebody of whom it is known where they live. */
export async function registerAt(
  ports: AppendPorts & Pick<RegisterPorts, 'registrations'>,
  here: EmergencyHere,
  {
    residentId,
    buildingId,
    findings,
    office,
    by,
    audit,
    now,
  }: Registering & Pick<Registration, 'residentId' | 'buildingId'>,
): Promise<OwnRegistration | Failure> {
  const evidence = registrationEvidence(here, findings, now);
  if (isFailure(evidence)) return evidence;
  const told = { at: now, by };
  const facts = await audit(here);
  const appending = { residentId, buildingId, evidence, office, told, audit: facts };
  const appended = await appendEvidence(ports, here, appending, now);
  if (isFailure(appended)) return appended;
  await ports.registrations.register(here, { residentId, buildingId, at: now });
  const registered = await ports.registrations.find(here, residentId);
  return shownRegistration(here, { registered, record: appended.record, now });
}
