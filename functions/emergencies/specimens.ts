import { createHash } from 'node:crypto';
import { compoundNumberOf, newResidentId, type ResidentId } from '../../shared/ids.ts';
import type { EmergencyHere } from './emergency.ts';

/** Somebody who is there for a drill alone. */
export type Specimen = { readonly residentId: ResidentId; readonly maskedName: string };
type OfDrill = Pick<EmergencyHere, 'emergencyId' | 'compoundId'>;

/** Enough to play a building that falls ill, and few enough to be read on a page. */
const SPECIMENS = 20;

/**
 * The people of a drill in one of its compounds: they follow from its name, stand in no register, and
 * are gone with it.
 */
export function specimensOf({ emergencyId, compoundId }: OfDrill): readonly Specimen[] {
  return Array.from({ length: SPECIMENS }, (_, n) => {
    const drawn = createHash('sha256').update(`${emergencyId} ${compoundId} ${n}`).digest();
    const residentId = newResidentId(compoundNumberOf(compoundId), drawn.subarray(0, 10));
    return { residentId, maskedName: `演练${String(n + 1).padStart(2, '0')}` };
  });
}

/** Whether an emergency may know anything of somebody: a drill of its own people alone. */
export const mayConcern = (
  here: Pick<EmergencyHere, 'emergencyId' | 'compoundId' | 'mode'>,
  resident: ResidentId,
): boolean =>
  here.mode === 'real' || specimensOf(here).some(({ residentId }) => residentId === resident);
