import { computed, shallowRef, watch } from 'vue';
import { type ListedEntry, listHelp } from '../../../shared/directory/help-directory.ts';
import { compoundOf, ResidentId } from '../../../shared/ids.ts';
import { OwnDirectory, readOwnDirectory } from '../../../shared/messages/directory.ts';
import { isApiFailure } from '../../kit/api-failure.ts';
import { serverClock } from '../../kit/phone-clock.ts';
import { api } from '../app/api.ts';
import { wallet } from '../wallet/kept-wallet.ts';
import { currentPass } from '../wallet/wallet.ts';
import { keepAnswer, keptAnswer } from './keep-answer.ts';

const kept = shallowRef<OwnDirectory | undefined>(keptAnswer('xq-help', OwnDirectory));
watch(
  () => wallet.value.passes.length,
  (passes) => {
    if (passes === 0) kept.value = undefined;
  },
  { flush: 'sync' },
);

/** The list of the compound whose code is shown. */
export const ownHelp = computed(() => {
  const resident = ResidentId.safeParse(currentPass(wallet.value)?.holder.residentId).data;
  const compound = resident && compoundOf(resident);
  return kept.value?.compounds.find(({ compoundId }) => compoundId === compound);
});

/** Whom to call now: the numbers of the country also where nothing was ever read. */
export const helpNow = (): readonly ListedEntry[] =>
  listHelp(ownHelp.value?.entries ?? [], serverClock.now());

/** Without network, what was read before stays. */
export async function readHelp(): Promise<void> {
  const read = await api.call(readOwnDirectory);
  if (isApiFailure(read)) return;
  kept.value = read;
  keepAnswer('xq-help', read);
}
