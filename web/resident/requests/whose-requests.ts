import { computed, ref } from 'vue';
import type { ResidentId } from '../../../shared/ids.ts';
import { wallet } from '../wallet/kept-wallet.ts';
import { currentPass, type Holder } from '../wallet/wallet.ts';

const chosen = ref<ResidentId>();

/** Everybody behind this phone: oneself, and those whose proxy one is. */
export const people = computed<readonly Holder[]>(() => {
  const { residents, passes } = wallet.value;
  const others = passes
    .map(({ holder }) => holder)
    .filter(({ residentId }) => !residents.some((one) => one.residentId === residentId));
  return [...residents, ...others];
});

/** For whom one asks: whose pass is shown, until somebody else is chosen here. */
export const whose = computed<Holder | undefined>(
  () =>
    people.value.find(({ residentId }) => residentId === chosen.value) ??
    currentPass(wallet.value)?.holder ??
    people.value[0],
);

/** The pass that is shown stays as it is. */
export function chooseWhose(residentId: ResidentId): void {
  chosen.value = residentId;
}
