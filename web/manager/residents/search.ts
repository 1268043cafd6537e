import { ref } from 'vue';
import { inThisTab } from '../../kit/remembered.ts';

/** Kept in the tab and not in the address, which says nothing of who it is about. */
const TYPED = 'xq-manager-register';

export const typedSearch = {
  get: (): string => inThisTab.get(TYPED) ?? '',
  set: (typed: string): void => inThisTab.set(TYPED, typed),
};

/** Counts what was searched for from outside the page of residents. */
export const searches = ref(0);

export function seekResident(typed: string): void {
  typedSearch.set(typed);
  searches.value += 1;
}
