import { describe, expect, it } from 'vitest';
import { CodesInView, OUT_OF_VIEW_MS } from '../../../web/guard/scanner/codes-in-view.ts';

describe('codes held up to the camera', () => {
  it('take one phone resting before the camera for one scan, however often its code changes', () => {
    const inView = new CodesInView();
    expect(inView.stillHeldUp('slot 1', 'pass', 0)).toBe(false);
    inView.taken('slot 1', 'pass', 0);
    for (let now = 100; now < 60_000; now += 100) {
      const slot = `slot ${Math.floor(now / 5_000) + 1}`;
      expect(inView.stillHeldUp(slot, 'pass', now)).toBe(true);
    }
  });

  it('take a code that left for two seconds and comes back for a new scan', () => {
    const inView = new CodesInView();
    inView.taken('slot 1', 'pass', 0);
    expect(inView.stillHeldUp('slot 1', 'pass', OUT_OF_VIEW_MS - 1)).toBe(true);
    const back = OUT_OF_VIEW_MS - 1 + OUT_OF_VIEW_MS;
    expect(inView.stillHeldUp('slot 1', 'pass', back)).toBe(false);
  });

  it('tell two passes in one picture apart', () => {
    const inView = new CodesInView();
    inView.taken('one', 'pass 1', 0);
    expect(inView.stillHeldUp('two', 'pass 2', 50)).toBe(false);
    inView.taken('two', 'pass 2', 50);
    expect(inView.stillHeldUp('one', 'pass 1', 100)).toBe(true);
    expect(inView.stillHeldUp('two', 'pass 2', 100)).toBe(true);
  });

  it('know texts that are no code of ours by the text alone', () => {
    const inView = new CodesInView();
    inView.taken('https://example.com', undefined, 0);
    expect(inView.stillHeldUp('https://example.com', undefined, 100)).toBe(true);
    expect(inView.stillHeldUp('https://example.org', undefined, 100)).toBe(false);
  });

  it('take the next code of a pass that was asked to refresh, but not the refused one again', () => {
    const inView = new CodesInView();
    inView.taken('old', 'pass', 0);
    inView.awaitAnotherCodeOf('pass');
    expect(inView.stillHeldUp('old', 'pass', 500)).toBe(true);
    expect(inView.stillHeldUp('live', 'pass', 1_000)).toBe(false);
  });
});
