import { onScopeDispose, readonly, ref, watch } from 'vue';
import { secondsUntil } from './seconds-until.ts';

const LOOK_EVERY_MS = 250;

/** Whole seconds until a moment by the phone's clock, counting down to 0. */
export function useSecondsUntil(momentMs: () => number) {
  const left = ref(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = () => {
    left.value = secondsUntil(momentMs(), Date.now());
    if (left.value === 0) clearInterval(timer);
  };
  watch(
    momentMs,
    () => {
      clearInterval(timer);
      timer = setInterval(look, LOOK_EVERY_MS);
      look();
    },
    { immediate: true },
  );
  onScopeDispose(() => clearInterval(timer));
  return readonly(left);
}
