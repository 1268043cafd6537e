import { ref, watchEffect } from 'vue';
import { onThisPhone } from './remembered.ts';

const REMEMBERED_AS = 'xq-type';

/** Letters 1.3 times as large, for whoever wants them. */
export const largeType = ref(onThisPhone.get(REMEMBERED_AS) === 'large');

watchEffect(() => {
  if (typeof document === 'undefined') return;
  if (largeType.value) document.documentElement.dataset.type = 'large';
  else delete document.documentElement.dataset.type;
});

export function setLargeType(large: boolean): void {
  largeType.value = large;
  onThisPhone.set(REMEMBERED_AS, large ? 'large' : 'normal');
}
