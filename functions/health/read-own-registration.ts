import type { OwnRegistration } from '../../shared/messages/health.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type SpeaksForPorts, speaksFor } from '../residents/index.ts';
import type { HealthRecordStore } from './health-record-store.ts';
import { actingFor, type HerePorts } from './home-of.ts';
import type { OwnHealthInput } from './own-health-input.ts';
import { shownRegistration } from './registering.ts';
import type { RegistrationStore } from './registration-store.ts';

export type ReadOwnRegistrationPorts = HerePorts &
  SpeaksForPorts & {
    readonly registrations: Pick<RegistrationStore, 'find'>;
    readonly records: Pick<HealthRecordStore, 'find'>;
  };

/** Whether somebody has registered, and by which code laboratories know them. */
export async function readOwnRegistration(
  ports: ReadOwnRegistrationPorts,
  { actor, residentId, now }: OwnHealthInput,
): Promise<OwnRegistration | Failure> {
  const resident = await speaksFor(ports, { actor, residentId });
  if (isFailure(resident)) return resident;
  const here = await actingFor(ports, residentId, { measure: 'registration', now });
  if (isFailure(here)) return here;
  const [registered, record] = await Promise.all([
    ports.registrations.find(here, residentId),
    ports.records.find(here, residentId),
  ]);
  return shownRegistration(here, { registered, record, now });
}
