import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Circumstances, pictureUnder } from '../../support/hard-pictures.ts';
import { type ReadPicture, startNodeReader } from '../../support/node-reader.ts';

const vectors = new URL('../../vectors/refusals.json', import.meta.url);
const [{ text } = { text: '' }] = z
  .array(z.object({ text: z.string() }))
  .parse(JSON.parse(readFileSync(vectors, 'utf8')));

/** A live code of 49 modules, as guards meet it. */
const HARD: Readonly<Record<string, Circumstances>> = {
  'at rest': { sidePx: 360 },
  'small, 2.3 pixels a module': { sidePx: 130 },
  'in a corner of the picture': { sidePx: 200, at: [0.12, 0.25] },
  'as large as the picture': { sidePx: 700 },
  'turned by 15 degrees': { sidePx: 300, turnedDegrees: 15 },
  'turned by 45 degrees': { sidePx: 300, turnedDegrees: 45 },
  'upside down': { sidePx: 300, turnedDegrees: 180 },
  'held at a slant': { sidePx: 360, tilt: 0.4, turnedDegrees: 10 },
  'held flat': { sidePx: 360, tilt: 0.5, turnedDegrees: 20 },
  'out of focus': { sidePx: 360, blurPx: 3 },
  'in a moving hand': { sidePx: 360, shakePx: 9 },
  'in the dark': { sidePx: 360, light: [8, 60], noise: 6 },
  'on a dimmed screen in the sun': { sidePx: 360, light: [125, 140], noise: 4 },
  'by a noisy sensor': { sidePx: 360, noise: 40 },
  'by a very noisy sensor': { sidePx: 360, noise: 60 },
  'among other things': { sidePx: 250, noise: 8, scene: true },
  'under a lamp': { sidePx: 360, glare: 0.8 },
  'on a screen whose pixels show': { sidePx: 500, screen: { depth: 0.6, pitchPx: 4.3 } },
  'on a coarse screen': { sidePx: 640, screen: { depth: 1, pitchPx: 3.3 }, noise: 8 },
  'on a coarse screen at a slant': {
    sidePx: 640,
    screen: { depth: 1, pitchPx: 4.4 },
    blurPx: 0.8,
    noise: 6,
    tilt: 0.2,
    turnedDegrees: 7,
  },
  'on a coarse screen, near': {
    width: 1920,
    height: 1080,
    sidePx: 900,
    screen: { depth: 1, pitchPx: 6.3 },
    noise: 8,
  },
};

describe('the reader reads a code', () => {
  let read: ReadPicture;
  beforeAll(async () => {
    read = await startNodeReader();
  });

  it.each(Object.entries(HARD))('%s', async (_, circumstances) => {
    expect(await read(pictureUnder(text, circumstances))).toEqual([text]);
  });

  it('and sees none where there is none', async () => {
    const street = pictureUnder(undefined, { sidePx: 0, noise: 8, scene: true });
    expect(await read(street)).toEqual([]);
  });

  it('beside a poster that is always there', async () => {
    const address = 'https://example.com/poster';
    const poster = pictureUnder(address, { sidePx: 300, at: [0.2, 0.5] });
    const phone = pictureUnder(text, { sidePx: 300, at: [0.75, 0.5] });
    const isLeft = (at: number) => at % (4 * phone.width) < 2 * phone.width;
    const data = phone.data.map((one, at) => (isLeft(at) ? (poster.data[at] ?? 0) : one));
    expect(new Set(await read({ ...phone, data }))).toEqual(new Set([address, text]));
  });
});
