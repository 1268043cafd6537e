import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../web/kit/inflate.ts';

describe('inflating in the browser', () => {
  const zlib = deflateSync(new Uint8Array(1_000).fill(7));

  it('gives back what was compressed, up to the ceiling', async () => {
    expect(await inflate(zlib, 1_000)).toEqual(new Uint8Array(1_000).fill(7));
    expect(await inflate(zlib, 999)).toBeUndefined();
  });

  it('refuses what is cut off or is not zlib', async () => {
    expect(await inflate(zlib.subarray(0, -3), 1_000)).toBeUndefined();
    expect(await inflate(new Uint8Array(20), 1_000)).toBeUndefined();
    expect(await inflate(new Uint8Array(), 1_000)).toBeUndefined();
  });

  it('stops at the ceiling of a hundred million bytes in a few', async () => {
    expect(await inflate(deflateSync(new Uint8Array(100_000_000)), 4_000_000)).toBeUndefined();
  });
});
