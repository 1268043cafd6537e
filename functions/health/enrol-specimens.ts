import { type EmergencyHere, specimensOf } from '../emergencies/index.ts';
import { isFailure } from '../platform/failure.ts';
import { homeOfSpecimen, type SpecimenPorts } from './home-of.ts';
import type { RegistrationStore } from './registration-store.ts';

export type EnrolSpecimensPorts = SpecimenPorts & {
  readonly registrations: Pick<RegistrationStore, 'find' | 'register'>;
};

/** Gives the people of a drill the codes by which a laboratory names them. Safe to repeat. */
export async function enrolSpecimens(
  ports: EnrolSpecimensPorts,
  here: EmergencyHere,
  now: number,
): Promise<void> {
  const specimens = specimensOf(here);
  const last = specimens.at(-1);
  if (here.mode !== 'drill' || last === undefined) return;
  if ((await ports.registrations.find(here, last.residentId)) !== undefined) return;
  for (const { residentId } of specimens) {
    const buildingId = await homeOfSpecimen(ports, here, residentId);
    if (isFailure(buildingId)) return;
    await ports.registrations.register(here, { residentId, buildingId, at: now });
  }
}
