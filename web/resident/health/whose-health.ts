import { computed } from 'vue';
import { serverClock } from '../../kit/phone-clock.ts';
import { people, whose } from '../requests/whose-requests.ts';
import type { Holder } from '../wallet/wallet.ts';

/** Whether an emergency asks somebody to register now, as it was last told. */
const registers = ({ registering }: Holder): boolean =>
  registering !== undefined && serverClock.now() < registering.until;

/** Everybody behind this phone whom an emergency asks: oneself, and those whose proxy one is. */
export const registrants = computed(() => people.value.filter(registers));

/** Whose health a page is about: whoever was chosen, where the emergency asks them. */
export const whoseHealth = computed<Holder | undefined>(() => {
  const chosen = whose.value;
  return (
    registrants.value.find(({ residentId }) => residentId === chosen?.residentId) ??
    registrants.value[0] ??
    chosen
  );
});
