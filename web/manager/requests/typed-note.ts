import { ref, watch } from 'vue';
import { inThisTab } from '../../kit/remembered.ts';

/** What is typed into one box: it outlives a reload, and ends with the tab or with being sent. */
export function useTyped(name: string) {
  const kept = `xq-manager-typed#${name}`;
  const text = ref(inThisTab.get(kept) ?? '');
  watch(text, (typed) => {
    if (typed === '') inThisTab.remove(kept);
    else inThisTab.set(kept, typed);
  });
  return text;
}
