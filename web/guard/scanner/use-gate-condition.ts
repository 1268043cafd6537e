import { computed, onBeforeUnmount, ref } from 'vue';
import { networkGone } from '../../kit/network.ts';
import type { GuardPost } from '../app/guard-post.ts';
import { type GateCondition, lastTrialDay, mainGateNow } from '../app/strip-facts.ts';
import type { Signals } from '../verdict/verdict-signals.ts';

/** The clocks are compared this often, and what is shown of them is as old at most. */
const LOOK_EVERY_MS = 1_000;

/** How the gate stands, looked at every second; a shift that has lasted too long ends here. */
export function useGateCondition(post: GuardPost, signals: Signals) {
  const read = (): GateCondition => ({
    listAgeMs: post.documents.list()?.ageMs,
    policy: post.documents.rules()?.listAge,
    grade: post.time().grade,
    queue: post.counts.value,
    networkGone: networkGone.value,
    closedFor: mainGateNow(post.documents.rules(), post.time().nowMs),
    trialUntil: lastTrialDay(post.documents.rules(), post.time().nowMs),
  });
  const looked = ref(read());
  const audible = ref(signals.audible());

  const look = (): void => {
    looked.value = read();
    audible.value = signals.audible();
    const { shift } = post;
    if (shift.value !== undefined && post.time().nowMs >= shift.value.endsBy) void post.endShift();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  window.addEventListener('pointerdown', look);
  onBeforeUnmount(() => {
    clearInterval(timer);
    window.removeEventListener('pointerdown', look);
  });

  return {
    condition: computed((): GateCondition => ({ ...looked.value, queue: post.counts.value })),
    audible,
  };
}
