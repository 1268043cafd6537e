import { computed, ref, shallowRef } from 'vue';
import type { Direction } from '../../../shared/gate/outcomes.ts';
import { OUTCOME_WORDS } from '../../../shared/gate/reason-words.ts';
import { languageTag, say } from '../../kit/language.ts';
import type { GuardPost } from '../app/guard-post.ts';
import { claimedPassOf } from '../decision/judge-code.ts';
import {
  ALLOW_SHOWN_MS,
  anotherCodeHelps,
  type Decision,
  holdsTheLane,
  NOTHING,
  nextScreen,
  type ShownVerdict,
  type VerdictEvent,
  type VerdictScreen,
  withVerdict,
} from '../verdict/verdict-screen.ts';
import type { Signals } from '../verdict/verdict-signals.ts';
import { CodesInView } from './codes-in-view.ts';
import { scannerChoices } from './scanner-choices.ts';

type HeldUp = { readonly text: string; readonly pass: string | undefined };

/** From what the camera reads to what stands on the screen, one person at a time. */
export function openLane(post: GuardPost, signals: Signals) {
  const screen = shallowRef<VerdictScreen>(NOTHING);
  const last = shallowRef<readonly ShownVerdict[]>([]);
  const direction = ref<Direction>(scannerChoices.direction());
  const inView = new CodesInView();
  let judging = false;
  let current: HeldUp | undefined;

  const apply = (event: VerdictEvent): void => {
    screen.value = nextScreen(screen.value, event);
  };

  const show = (verdict: ShownVerdict): void => {
    last.value = withVerdict(last.value, verdict);
    apply({ type: 'decided', verdict });
    signals.signal(verdict.outcome, say(OUTCOME_WORDS[verdict.outcome]), languageTag(), verdict.at);
    if (verdict.outcome === 'allow') {
      setTimeout(() => apply({ type: 'time_over', scan: verdict.scan }), ALLOW_SHOWN_MS);
    }
  };

  const judge = async (heldUp: HeldUp): Promise<void> => {
    const shiftId = post.shift.value?.shiftId;
    if (shiftId === undefined) return;
    inView.taken(heldUp.text, heldUp.pass, performance.now());
    judging = true;
    const verdict = await post.decisions.decide(heldUp.text, direction.value, shiftId);
    judging = false;
    current = heldUp;
    show(verdict);
    post.uploader.scansChanged();
  };

  const leave = (verdict: ShownVerdict): void => {
    const pass = current?.pass;
    if (pass !== undefined && anotherCodeHelps(verdict)) inView.awaitAnotherCodeOf(pass);
    current = undefined;
  };

  const restored = post.decisions.restore().then((undecided) => {
    if (undecided !== undefined) show(undecided);
  });
  restored.catch((fault: unknown) => console.error(fault));

  let settling = false;

  return {
    screen,
    last,
    direction: computed(() => direction.value),

    setDirection(to: Direction): void {
      direction.value = to;
      scannerChoices.keepDirection(to);
    },

    /** The codes of one frame. */
    saw(texts: readonly string[]): void {
      for (const text of texts) {
        const pass = claimedPassOf(text);
        if (inView.stillHeldUp(text, pass, performance.now()) || judging) continue;
        if (!holdsTheLane(screen.value)) void judge({ text, pass });
        else if (pass === undefined || pass !== current?.pass) apply({ type: 'another_code' });
      }
    },

    async decide(decision: Decision): Promise<void> {
      if (screen.value.shows !== 'verdict' || settling) return;
      const { verdict } = screen.value;
      settling = true;
      const settled = await post.decisions.settle(verdict, decision).catch((fault: unknown) => {
        // The guard has decided; the record will show the question without the answer.
        console.error(fault);
        return { ...verdict, decision };
      });
      settling = false;
      last.value = withVerdict(last.value, settled);
      apply({ type: 'guard_decided', scan: verdict.scan });
      if (decision === 'let_in' && current !== undefined) {
        inView.taken(current.text, current.pass, performance.now());
      }
      leave(settled);
      // Let in by hand against the system's doubt: the server hears of it at once.
      if (decision === 'let_in' && verdict.reason !== 'look_and_confirm') {
        void post.uploader.sendNow();
      } else post.uploader.scansChanged();
    },

    dismiss(): void {
      const before = screen.value;
      apply({ type: 'dismissed' });
      if (before.shows === 'verdict' && screen.value.shows === 'nothing') leave(before.verdict);
    },

    lookBack(verdict: ShownVerdict): void {
      apply({ type: 'looked_back', verdict });
    },
  };
}

export type Lane = ReturnType<typeof openLane>;
