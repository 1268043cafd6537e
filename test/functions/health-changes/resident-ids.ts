import { ResidentId } from '../../../shared/ids.ts';

/** Somebody of the first compound. */
export const residentIdOf = (number: number): ResidentId =>
  ResidentId.parse(`res_1_${String(number).padStart(16, '0')}`);
