import type { Direction, Outcome, PassClass, Reason } from '../../../shared/gate/outcomes.ts';
import type { ArrivalVerdict } from '../../../shared/messages/arrivals.ts';

/** An allow clears itself: long enough to be seen from the barrier, short enough for the next in line. */
export const ALLOW_SHOWN_MS = 1_000;

export type Decision = 'let_in' | 'turned_away';

/** One verdict as the guard sees it; nothing about the person but a masked name and a building. */
export type ShownVerdict = {
  /** Names the scan on this device: `<boot>.<seq>`. */
  readonly scan: string;
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly direction: Direction;
  /** Absent where the code could not be authenticated. */
  readonly class?: PassClass;
  readonly holder?: { readonly maskedName: string; readonly building: string };
  /** Somebody who was invited: how the host calls them, where they go, what they come for. */
  readonly visit?: ArrivalVerdict['visit'];
  /** Unix milliseconds. */
  readonly at: number;
  /** The gate asks because it is on trial; otherwise it would have refused. */
  readonly onTrial?: true;
  /** The gate is closed for a while: where everybody is sent. */
  readonly goTo?: string;
  /** What the guard did after an ask. */
  readonly decision?: Decision;
  /** This device could not write it down: it is never green, and the page says so. */
  readonly unrecorded?: true;
};

export type VerdictScreen =
  | { readonly shows: 'nothing' }
  | {
      readonly shows: 'verdict';
      readonly verdict: ShownVerdict;
      /** Decided and recorded meanwhile, oldest first: each is shown once those before it are over. */
      readonly waiting: readonly ShownVerdict[];
      /** It has waited itself: its time on the screen is its own, also if it is an allow. */
      readonly waited: boolean;
    }
  /** An earlier verdict, looked at again. */
  | { readonly shows: 'earlier'; readonly verdict: ShownVerdict };

export type VerdictEvent =
  | { readonly type: 'decided'; readonly verdict: ShownVerdict }
  /** The server has answered about a scan that was asked about meanwhile: it changes in place. */
  | { readonly type: 'answered'; readonly verdict: ShownVerdict }
  /** A tap, or the end of an allow's time. */
  | { readonly type: 'dismissed' }
  | { readonly type: 'time_over'; readonly scan: string }
  | { readonly type: 'guard_decided'; readonly scan: string }
  | { readonly type: 'looked_back'; readonly verdict: ShownVerdict };

export const NOTHING: VerdictScreen = { shows: 'nothing' };

/** More people than stand before one gate; a code seen beyond them is decided when it is its turn. */
export const MOST_WAITING = 8;

/** Whether the screen has to be answered before the next verdict is shown. */
export function holdsTheLane(screen: VerdictScreen): boolean {
  return (
    screen.shows === 'verdict' &&
    (screen.verdict.outcome !== 'allow' || screen.waiting.length > 0 || screen.waited)
  );
}

/** Whether another code may be decided now, be it shown at once or later. */
export function hasRoom(screen: VerdictScreen): boolean {
  return screen.shows !== 'verdict' || screen.waiting.length < MOST_WAITING;
}

/**
 * What stands on the screen next. An ask leaves only by the guard's decision, a deny by a tap, an
 * allow by itself or by the next code. Nothing that must be answered is ever covered, and nothing
 * that was decided meanwhile is lost: it waits for its turn.
 */
export function nextScreen(screen: VerdictScreen, event: VerdictEvent): VerdictScreen {
  switch (event.type) {
    case 'decided':
      return screen.shows === 'verdict' && holdsTheLane(screen)
        ? { ...screen, waiting: [...screen.waiting, event.verdict] }
        : { shows: 'verdict', verdict: event.verdict, waiting: [], waited: false };
    case 'answered': {
      if (screen.shows !== 'verdict') return screen;
      const inPlace = (one: ShownVerdict) =>
        one.scan === event.verdict.scan ? event.verdict : one;
      return {
        ...screen,
        verdict: inPlace(screen.verdict),
        waiting: screen.waiting.map(inPlace),
      };
    }
    case 'dismissed':
      return screen.shows === 'verdict' && screen.verdict.outcome === 'ask'
        ? screen
        : afterwards(screen);
    case 'time_over':
      return screen.shows === 'verdict' &&
        screen.verdict.outcome === 'allow' &&
        screen.verdict.scan === event.scan
        ? afterwards(screen)
        : screen;
    case 'guard_decided':
      return screen.shows === 'verdict' && screen.verdict.scan === event.scan
        ? afterwards(screen)
        : screen;
    case 'looked_back':
      return holdsTheLane(screen) ? screen : { shows: 'earlier', verdict: event.verdict };
  }
}

function afterwards(screen: VerdictScreen): VerdictScreen {
  if (screen.shows !== 'verdict') return NOTHING;
  const [verdict, ...waiting] = screen.waiting;
  return verdict === undefined ? NOTHING : { shows: 'verdict', verdict, waiting, waited: true };
}

/** How many verdicts the list below the camera keeps. */
export const LAST_VERDICTS = 3;

/** The newest first; a verdict that is already there is replaced (the guard has decided). */
export function withVerdict(
  last: readonly ShownVerdict[],
  verdict: ShownVerdict,
): readonly ShownVerdict[] {
  if (last.some((one) => one.scan === verdict.scan)) {
    return last.map((one) => (one.scan === verdict.scan ? verdict : one));
  }
  return [verdict, ...last].slice(0, LAST_VERDICTS);
}

/** After these the guard asks the other for a fresh code, on the same phone, without putting it away. */
const ANOTHER_CODE_HELPS: ReadonlySet<Reason> = new Set([
  'stale_code',
  'replayed',
  'clock_off',
  'challenge_needed',
] as const);

export const anotherCodeHelps = (verdict: ShownVerdict): boolean =>
  verdict.outcome !== 'allow' &&
  verdict.decision !== 'let_in' &&
  ANOTHER_CODE_HELPS.has(verdict.reason);
