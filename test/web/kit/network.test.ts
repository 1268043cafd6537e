import { afterEach, describe, expect, it, vi } from 'vitest';
import { networkGone, noteReached } from '../../../web/kit/network.ts';

describe('whether the network is gone, on a page', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    noteReached(true);
  });

  it('is told by a request that did not come through, until one does', () => {
    noteReached(false);
    expect(networkGone.value).toBe(true);
    noteReached(true);
    expect(networkGone.value).toBe(false);
  });

  it('stays so where the phone says that it is offline, though an answer was still under way', () => {
    vi.stubGlobal('navigator', { onLine: false });
    noteReached(true);
    expect(networkGone.value).toBe(true);
  });
});
