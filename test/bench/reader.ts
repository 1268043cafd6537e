import { createRequire } from 'node:module';
import type jsQR from 'jsqr';
import { type Circumstances, NOISY, type Picture, pictureUnder } from '../support/hard-pictures.ts';
import { type ReadPicture, startNodeReader } from '../support/node-reader.ts';
import { type Figure, median, type Subject } from './figure.ts';

/** As long as a live code: version 8. */
const TEXT = `XQ1:${'W50300000X'.repeat(27)}`;
const TURNS = 7;
const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
] as const;

/** jsQR is published as CommonJS; through a module loader its function stands in `default`. */
const readWithJsqr: typeof jsQR = createRequire(import.meta.url)('jsqr');

/** With a code in it and without, at both sizes that cameras have. */
function frames(circumstances: Omit<Circumstances, 'sidePx'>): Picture[] {
  return SIZES.flatMap((size) =>
    [TEXT, undefined].map((text) => pictureUnder(text, { ...circumstances, ...size, sidePx: 360 })),
  );
}

const jsqrReads: ReadPicture = async ({ data, width, height }) => {
  const found = readWithJsqr(data, width, height, { inversionAttempts: 'dontInvert' });
  return found === null ? [] : [found.data];
};

async function timeOf(read: ReadPicture, picture: Picture): Promise<number> {
  const began = performance.now();
  await read(picture);
  return performance.now() - began;
}

/** Milliseconds a frame, ours and jsQR's, in turns. */
async function compared(read: ReadPicture, pictures: readonly Picture[]) {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const picture of pictures) {
    const turns: [number, number][] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      turns.push([await timeOf(read, picture), await timeOf(jsqrReads, picture)]);
    }
    ours.push(median(turns.map(([one]) => one)));
    theirs.push(median(turns.map(([, other]) => other)));
  }
  const sum = (times: readonly number[]) => times.reduce((total, one) => total + one, 0);
  return { ratio: sum(theirs) / sum(ours), frameMs: sum(ours) / ours.length, ms: ours };
}

/** Reading alone, without browser and worker: the page's own reader and jsQR on the same frames. */
export const reader: Subject = {
  names: ['camera.reader.decodeMs', 'camera.vsJsqr'],
  measure: async (): Promise<Figure[]> => {
    const read = await startNodeReader();
    const noisy = await compared(read, frames(NOISY));
    const clean = await compared(read, frames({ ...NOISY, noise: 0 }));
    const [small = Number.NaN] = noisy.ms;
    return [
      {
        name: 'camera.reader.decodeMs',
        value: small,
        unit: 'ms',
        note: 'a frame of 1280 × 720 with a code, reading alone',
      },
      {
        name: 'camera.vsJsqr',
        value: noisy.ratio,
        unit: 'ratio',
        target: { atLeast: 10 },
        note: 'frames a second over jsQR, the same frames, sensor noise 4 of 255',
      },
      {
        name: 'camera.vsJsqr.clean',
        value: clean.ratio,
        unit: 'ratio',
        note: 'the same frames without any noise, as no camera delivers them',
      },
    ];
  },
};
