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
import { type CodeInFrame, CodesInView } from './codes-in-view.ts';
import { scannerChoices } from './scanner-choices.ts';

/** From what the camera reads to what stands on the screen, one person at a time. */
export function openLane(post: GuardPost, signals: Signals) {
  const screen = shallowRef<VerdictScreen>(NOTHING);
  const last = shallowRef<readonly ShownVerdict[]>([]);
  const direction = ref<Direction>(scannerChoices.direction());
  const inView = new CodesInView();
  let judging = false;
  let current: CodeInFrame | undefined;

  const apply = (event: VerdictEvent): void => {
    screen.value = nextScreen(screen.value, event);
  };

  const show = (verdict: ShownVerdict): void => {
    last.value = withVerdict(last.value, verdict);
    apply({ type: 'decided', verdict });
    signals.signal(verdict, say(OUTCOME_WORDS[verdict.outcome]), languageTag());
    if (verdict.outcome === 'allow') {
      setTimeout(() => apply({ type: 'time_over', scan: verdict.scan }), ALLOW_SHOWN_MS);
    }
  };

  const isOfCurrent = ({ pass }: CodeInFrame): boolean =>
    pass !== undefined && pass === current?.pass;

  const judge = async (code: CodeInFrame): Promise<void> => {
    const shiftId = post.shift.value?.shiftId;
    if (shiftId === undefined) return;
    inView.take(code);
    judging = true;
    const verdict = await post.decisions.decide(code.text, direction.value, shiftId);
    judging = false;
    current = code;
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

    /** The codes of one frame, also when there are none. */
    saw(texts: readonly string[]): void {
      const codes = texts.map((text) => ({ text, pass: claimedPassOf(text) }));
      for (const code of inView.look(codes, performance.now())) {
        if (judging) continue;
        if (!holdsTheLane(screen.value)) void judge(code);
        else if (!isOfCurrent(code)) apply({ type: 'another_code' });
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
      // Still in the picture or put away just now: let in once, not asked again.
      if (decision === 'let_in' && current !== undefined) inView.take(current);
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
