import type { Measure } from '../../shared/emergency/measures.ts';
import type { EmergencyHere } from './emergency.ts';

/**
 * Whether a measure acts where this emergency does, now: whoever is about to do what it forbids or
 * orders asks just this. A drill orders nothing.
 */
export const measureHere = (
  here: Pick<EmergencyHere, 'mode' | 'measures' | 'until'> | undefined,
  measure: Measure,
  now: number,
): boolean =>
  here !== undefined && here.mode === 'real' && now < here.until && here.measures.includes(measure);
