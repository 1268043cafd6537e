import { describe, expect, it } from 'vitest';
import {
  CodesInView,
  OUT_OF_VIEW_MS,
  UNWATCHED_MS,
} from '../../../web/guard/scanner/codes-in-view.ts';

const code = (text: string, pass: string | undefined = 'pass') => ({ text, pass });
const NOTHING = [] as const;

/** Looks every 100 ms, so that only what is in the pictures makes a difference. */
function watch(
  inView: CodesInView,
  from: number,
  to: number,
  codes: ReturnType<typeof code>[] = [],
) {
  for (let now = from; now < to; now += 100) inView.look(codes, now);
}

describe('codes held up to the camera', () => {
  it('take one phone resting before the camera for one scan, however often its code changes', () => {
    const inView = new CodesInView();
    expect(inView.look([code('slot 0')], 0)).toHaveLength(1);
    inView.take(code('slot 0'), 0);
    for (let now = 100; now < 60_000; now += 100) {
      expect(inView.look([code(`slot ${Math.floor(now / 5_000)}`)], now)).toEqual([]);
    }
  });

  it('take a code that left for two seconds and comes back for a new scan', () => {
    const inView = new CodesInView();
    inView.take(code('slot 0'), 0);
    watch(inView, 0, OUT_OF_VIEW_MS);
    expect(inView.look([code('slot 0')], OUT_OF_VIEW_MS)).toHaveLength(1);
  });

  it('do not take a code that flickers for a new one', () => {
    const inView = new CodesInView();
    inView.take(code('slot 0'), 0);
    watch(inView, 0, OUT_OF_VIEW_MS - 100);
    expect(inView.look([code('slot 0')], OUT_OF_VIEW_MS - 100)).toEqual([]);
    watch(inView, OUT_OF_VIEW_MS, 2 * OUT_OF_VIEW_MS - 200);
    expect(inView.look([code('slot 0')], 2 * OUT_OF_VIEW_MS - 200)).toEqual([]);
  });

  it('do not take a code for a new one because the phone was too slow to look', () => {
    const inView = new CodesInView();
    inView.look(NOTHING, 0);
    inView.take(code('slot 0'), 0);
    expect(inView.look([code('slot 0')], UNWATCHED_MS - 1)).toEqual([]);
  });

  it('take whoever stands there after a long sleep for somebody new', () => {
    const inView = new CodesInView();
    inView.look(NOTHING, 0);
    inView.take(code('slot 0'), 0);
    expect(inView.look([code('slot 9')], UNWATCHED_MS)).toHaveLength(1);
  });

  it('tell two passes in one picture apart', () => {
    const inView = new CodesInView();
    const [one, two] = [code('one', 'pass 1'), code('two', 'pass 2')];
    inView.take(one, 0);
    expect(inView.look([one, two], 50)).toEqual([two]);
    inView.take(two, 0);
    expect(inView.look([one, two], 100)).toEqual([]);
  });

  it('know texts that are no code of ours by the text alone', () => {
    const inView = new CodesInView();
    inView.take({ text: 'https://example.com', pass: undefined }, 0);
    const other = { text: 'https://example.org', pass: undefined };
    expect(inView.look([{ text: 'https://example.com', pass: undefined }, other], 100)).toEqual([
      other,
    ]);
  });

  it('take the next code of a pass that was asked to refresh, but not the refused one again', () => {
    const inView = new CodesInView();
    inView.take(code('old'), 0);
    inView.awaitAnotherCodeOf('pass');
    expect(inView.look([code('old')], 500)).toEqual([]);
    expect(inView.look([code('live')], 1_000)).toHaveLength(1);
  });

  it('tell a reader that reads a code again from one that is shown it anew', () => {
    const inView = new CodesInView();
    inView.take(code('slot 0'), 1_000);
    expect(inView.wasTaken(code('slot 1'), 1_000)).toBe(true);
    expect(inView.wasTaken(code('slot 1'), 1_001)).toBe(false);
    expect(inView.wasTaken(code('slot 1', 'another pass'), 0)).toBe(false);
  });
});
