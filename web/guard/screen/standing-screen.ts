import { onThisPhone } from '../../kit/remembered.ts';

/** Whether this device shows the gate's code to whoever comes, instead of reading theirs. */
const STANDS = 'xq-gate-screen';

export const standsAsScreen = (): boolean => onThisPhone.get(STANDS) !== undefined;

export function standAsScreen(stands: boolean): void {
  if (stands) onThisPhone.set(STANDS, 'yes');
  else onThisPhone.remove(STANDS);
}
