import * as z from 'zod';
import type { RegistrationCode } from '../../shared/emergency/registration-code.ts';
import { BuildingId, type CompoundId, ResidentId } from '../../shared/ids.ts';
import type { EmergencyHere } from '../emergencies/index.ts';

/** Whom a code names. */
export const Registration = z.object({
  residentId: ResidentId,
  buildingId: BuildingId,
  /** Since when, unix milliseconds. */
  at: z.number().int(),
});
export type Registration = z.infer<typeof Registration>;

/** What codes can be looked up by: the emergency, wherever it acts. */
export type OfEmergency = Pick<EmergencyHere, 'emergencyId' | 'keyHandle'>;

/** By which code an emergency knows whom. */
export interface RegistrationStore {
  /** The first time counts. @returns their code, the same whenever it is asked for */
  register(here: EmergencyHere, somebody: Registration): Promise<RegistrationCode>;
  /** Whether somebody has registered, and by which code they go. */
  find(
    here: EmergencyHere,
    resident: ResidentId,
  ): Promise<{ readonly code: RegistrationCode; readonly at: number } | undefined>;
  /** Whom these codes name, in these compounds; what names nobody is left out. At most 100. */
  resolve(
    emergency: OfEmergency,
    compounds: readonly CompoundId[],
    codes: readonly RegistrationCode[],
  ): Promise<ReadonlyMap<RegistrationCode, Registration>>;
}
