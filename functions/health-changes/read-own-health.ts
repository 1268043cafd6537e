import type { OwnHealth } from '../../shared/messages/health-changes.ts';
import {
  actingFor,
  type HealthRecordStore,
  type HerePorts,
  type OwnHealthInput,
} from '../health/index.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type SpeaksForPorts, speaksFor } from '../residents/index.ts';
import { shownOwnHealth } from './shown-own-health.ts';

export type ReadOwnHealthPorts = HerePorts &
  SpeaksForPorts & { readonly records: Pick<HealthRecordStore, 'find'> };

/** Somebody's own status: what, by which office, why, until when, and what they may do. */
export async function readOwnHealth(
  ports: ReadOwnHealthPorts,
  { actor, residentId, now }: OwnHealthInput,
): Promise<OwnHealth | Failure> {
  const resident = await speaksFor(ports, { actor, residentId });
  if (isFailure(resident)) return resident;
  const here = await actingFor(ports, residentId, { measure: 'registration', now });
  if (isFailure(here)) return here;
  return shownOwnHealth(here, await ports.records.find(here, residentId), now);
}
