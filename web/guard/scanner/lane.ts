import { computed, ref, shallowRef } from 'vue';
import type { Direction } from '../../../shared/gate/outcomes.ts';
import { OUTCOME_WORDS } from '../../../shared/gate/reason-words.ts';
import { languageTag, say } from '../../kit/language.ts';
import type { GuardPost } from '../app/guard-post.ts';
import { claimedPassOf } from '../decision/judge-code.ts';
import { scanOf } from '../queue/scan-queue.ts';
import type { OpenShift } from '../shift/open-shift.ts';
import {
  ALLOW_SHOWN_MS,
  anotherCodeHelps,
  type Decision,
  hasRoom,
  NOTHING,
  nextScreen,
  type ShownVerdict,
  type VerdictEvent,
  type VerdictScreen,
  withVerdict,
} from '../verdict/verdict-screen.ts';
import type { Signals } from '../verdict/verdict-signals.ts';
import { type CodeInFrame, CodesInView, isSameCode } from './codes-in-view.ts';
import { scannerChoices } from './scanner-choices.ts';

/** A reader that reads the same code again within this time has not been shown it anew. */
const READ_AGAIN_MS = 2_000;

/** What of the post and the page's signals a lane works with. */
type LanePost = Pick<GuardPost, 'decisions'> & {
  readonly shift: { readonly value: Pick<OpenShift, 'shiftId'> | undefined };
  readonly letIns: Pick<GuardPost['letIns'], 'note'>;
  readonly uploader: Pick<GuardPost['uploader'], 'scansChanged' | 'sendNow'>;
};

/**
 * From what camera and reader read to what stands on the screen, one person at a time. A code is
 * decided and recorded when it is seen, also while an earlier verdict must be answered: a live
 * code is dead ten seconds later. Its verdict then waits for its turn. A reload brings back every
 * ask that was not answered, in order; an allow or a deny that waited is only in the record, and
 * whoever it was shows the phone again.
 */
export function openLane(post: LanePost, signals: Signals) {
  const screen = shallowRef<VerdictScreen>(NOTHING);
  const last = shallowRef<readonly ShownVerdict[]>([]);
  const direction = ref<Direction>(scannerChoices.direction());
  /** The last record that was tried could not be written. */
  const unrecorded = ref(false);
  const inView = new CodesInView();
  /** The codes behind the verdicts that are shown or wait, by their scan. */
  const atHand = new Map<string, CodeInFrame>();
  let judging: Promise<void> | undefined;
  let settling = false;

  const apply = (event: VerdictEvent): void => {
    const before = screen.value;
    screen.value = nextScreen(before, event);
    const shown = screen.value;
    if (shown.shows === 'verdict' && !(before.shows === 'verdict' && isOne(before, shown))) {
      announce(shown.verdict);
    }
    for (const scan of atHand.keys()) {
      if (!isOnScreenOrWaiting(shown, scan)) atHand.delete(scan);
    }
  };

  const announce = (verdict: ShownVerdict): void => {
    last.value = withVerdict(last.value, verdict);
    signals.signal(verdict, say(OUTCOME_WORDS[verdict.outcome]), languageTag());
    if (verdict.outcome === 'allow') {
      setTimeout(() => apply({ type: 'time_over', scan: verdict.scan }), ALLOW_SHOWN_MS);
    }
  };

  const take = (verdict: ShownVerdict, code: CodeInFrame): void => {
    atHand.set(verdict.scan, code);
    unrecorded.value = verdict.unrecorded === true;
    apply({ type: 'decided', verdict });
  };

  /** Where it stands on the screen it is said anew; where it waits, when it is its turn. */
  const answered = (verdict: ShownVerdict): void => {
    const shown = screen.value;
    const isShown = shown.shows === 'verdict' && shown.verdict.scan === verdict.scan;
    apply({ type: 'answered', verdict });
    if (isShown) announce(verdict);
  };

  const judge = async (code: CodeInFrame): Promise<ShownVerdict | undefined> => {
    const shiftId = post.shift.value?.shiftId;
    if (shiftId === undefined) return undefined;
    inView.take(code, performance.now());
    const verdict = await post.decisions.decide(code.text, direction.value, shiftId, answered);
    take(verdict, code);
    post.uploader.scansChanged();
    return verdict;
  };

  /** One at a time; nothing is decided before what an earlier page left is back. */
  const begin = (work: Promise<unknown>): void => {
    judging = work
      .then(() => undefined)
      .catch((fault: unknown) => console.error(fault))
      .finally(() => {
        judging = undefined;
      });
  };

  /** Its verdict is on the screen or waits: who is behind it has been seen. */
  const isAtHand = (code: CodeInFrame): boolean =>
    [...atHand.values()].some((one) => isSameCode(one, code));

  const leave = (verdict: ShownVerdict, code: CodeInFrame | undefined): void => {
    if (code?.pass !== undefined && anotherCodeHelps(verdict)) {
      inView.awaitAnotherCodeOf(code.pass);
    }
  };

  begin(
    post.decisions.restore().then((undecided) => {
      for (const { verdict, code } of undecided) take(verdict, codeIn(code));
    }),
  );

  return {
    screen,
    last,
    unrecorded: computed(() => unrecorded.value),
    direction: computed(() => direction.value),

    setDirection(to: Direction): void {
      direction.value = to;
      scannerChoices.keepDirection(to);
    },

    /** The codes of one frame, also when there are none. */
    saw(texts: readonly string[]): void {
      for (const code of inView.look(texts.map(codeIn), performance.now())) {
        // Still there in the next frame, where it is judged.
        if (judging !== undefined || isAtHand(code) || !hasRoom(screen.value)) continue;
        begin(judge(code));
      }
    },

    /** One text of a reader that reads when it is held to a code: it will not come again. */
    async read(text: string): Promise<void> {
      const code = codeIn(text);
      while (judging !== undefined) await judging;
      if (isAtHand(code) || inView.wasTaken(code, performance.now() - READ_AGAIN_MS)) return;
      if (hasRoom(screen.value)) begin(judge(code));
    },

    /**
     * The number of a card, as the guard typed it.
     * @returns its verdict; undefined where others have to be answered first
     */
    async enter(number: string): Promise<ShownVerdict | undefined> {
      while (judging !== undefined) await judging;
      if (!hasRoom(screen.value)) return undefined;
      const judged = judge(codeIn(number));
      begin(judged);
      return judged;
    },

    /** What the server has decided of somebody who showed no code. */
    said(verdict: ShownVerdict): void {
      apply({ type: 'decided', verdict });
    },

    async decide(decision: Decision): Promise<void> {
      if (screen.value.shows !== 'verdict' || settling) return;
      const { verdict } = screen.value;
      const code = atHand.get(verdict.scan);
      settling = true;
      const settled = await post.decisions.settle(verdict, decision);
      settling = false;
      unrecorded.value = settled.unrecorded === true;
      last.value = withVerdict(last.value, settled);
      if (decision === 'let_in' && isVisitIn(verdict) && code !== undefined) {
        void post.letIns.note(scanOf(verdict.scan), code.text, verdict.at);
      }
      // Still in the picture or put away just now: let in once, not asked again.
      if (decision === 'let_in' && code !== undefined) inView.take(code, performance.now());
      leave(settled, code);
      apply({ type: 'guard_decided', scan: verdict.scan });
      // Let in by hand against the system's doubt: the server hears of it at once.
      if (decision === 'let_in' && verdict.reason !== 'look_and_confirm') {
        post.uploader.sendNow().catch(() => undefined);
      } else post.uploader.scansChanged();
    },

    dismiss(): void {
      const before = screen.value;
      const code = before.shows === 'verdict' ? atHand.get(before.verdict.scan) : undefined;
      apply({ type: 'dismissed' });
      if (before.shows !== 'verdict') return;
      if (!isOnScreenOrWaiting(screen.value, before.verdict.scan)) leave(before.verdict, code);
    },

    lookBack(verdict: ShownVerdict): void {
      apply({ type: 'looked_back', verdict });
    },
  };
}

/** By which a visit is used. */
const isVisitIn = ({ class: of, direction }: ShownVerdict): boolean =>
  of === 'visitor' && direction === 'in';

const codeIn = (text: string): CodeInFrame => ({ text, pass: claimedPassOf(text) });

type Shown = VerdictScreen & { readonly shows: 'verdict' };

const isOne = (one: Shown, other: Shown): boolean => one.verdict.scan === other.verdict.scan;

const isOnScreenOrWaiting = (screen: VerdictScreen, scan: string): boolean =>
  screen.shows === 'verdict' &&
  [screen.verdict, ...screen.waiting].some((verdict) => verdict.scan === scan);
