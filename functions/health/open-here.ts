import type { CompoundId, EmergencyId } from '../../shared/ids.ts';
import type { EmergencyHere, EmergencyStore, Sealing, Sealings } from '../emergencies/index.ts';

/** What acts in a compound, and what is sealed of it. */
export type OpenedHere = { readonly here: EmergencyHere; readonly sealing: Sealing };
export type OpenPorts = {
  readonly emergencies: Pick<EmergencyStore, 'findHere'>;
  readonly sealings: Sealings;
};

/**
 * An emergency in a compound, opened; undefined once it acts there no more, so that nothing is
 * written of one that is being destroyed.
 */
export async function openHere(
  { emergencies, sealings }: OpenPorts,
  compound: CompoundId,
  emergency: EmergencyId,
): Promise<OpenedHere | undefined> {
  for (const mode of ['real', 'drill'] as const) {
    const here = await emergencies.findHere(compound, mode);
    if (here?.emergencyId !== emergency) continue;
    const sealing = await sealings.of(here);
    return sealing === undefined ? undefined : { here, sealing };
  }
  return undefined;
}
