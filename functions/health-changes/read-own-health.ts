import type { OwnHealth } from '../../shared/messages/health-changes.ts';
import type { Sealings } from '../emergencies/index.ts';
import {
  actingFor,
  type HealthRecordStore,
  type HerePorts,
  nameOf,
  type OwnHealthInput,
} from '../health/index.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type SpeaksForPorts, speaksFor } from '../residents/index.ts';
import { shownOwnHealth } from './shown-own-health.ts';

export type ReadOwnHealthPorts = HerePorts &
  SpeaksForPorts & {
    readonly records: Pick<HealthRecordStore, 'find'>;
    readonly sealings: Pick<Sealings, 'of'>;
  };

/** Somebody's own status: what, by which office, why, until when, and what they may do. */
export async function readOwnHealth(
  ports: ReadOwnHealthPorts,
  { actor, residentId, now }: OwnHealthInput,
): Promise<OwnHealth | Failure> {
  const resident = await speaksFor(ports, { actor, residentId });
  if (isFailure(resident)) return resident;
  const here = await actingFor(ports, residentId, { measure: 'registration', now });
  if (isFailure(here)) return here;
  const [record, sealing] = await Promise.all([
    ports.records.find(here, residentId),
    ports.sealings.of(here),
  ]);
  const name = sealing === undefined ? {} : { statusName: nameOf(sealing, residentId) };
  return shownOwnHealth(here, record, { ...name, now });
}
