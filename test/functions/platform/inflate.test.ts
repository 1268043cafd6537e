import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../functions/platform/inflate.ts';

describe('inflating in Node', () => {
  const zlib = deflateSync(new Uint8Array(1_000).fill(7));

  it('gives back what was compressed, up to the ceiling', async () => {
    expect(Uint8Array.from((await inflate(zlib, 1_000)) ?? [])).toEqual(
      new Uint8Array(1_000).fill(7),
    );
    expect(await inflate(zlib, 999)).toBeUndefined();
  });

  it('refuses what is cut off or is not zlib', async () => {
    expect(await inflate(zlib.subarray(0, -3), 1_000)).toBeUndefined();
    expect(await inflate(new Uint8Array(20), 1_000)).toBeUndefined();
    expect(await inflate(new Uint8Array(), 1_000)).toBeUndefined();
  });
});
