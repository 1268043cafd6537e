import { readJpeg } from './jpeg.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof PHOTO_TYPES)[number];

/** Five times what our pages send. */
export const MOST_PHOTO_BYTES = 2 * 1024 * 1024;
/** Nobody's browser is made to unfold more: a file of a few KB can say that it is a square mile. */
const MOST_PIXELS_A_SIDE = 4_096;

export type PhotoFile = {
  readonly type: PhotoType;
  readonly width: number;
  readonly height: number;
};

const READERS = [
  ['image/jpeg', readJpeg],
  ['image/png', readPng],
  ['image/webp', readWebp],
] as const;

/**
 * What a file is by its own bytes, whatever it is called: one whole picture from its first byte to
 * its last, so that it can be read as nothing else. `says_more` where it is that, but says besides
 * where or by what it was taken, or holds what somebody wrote into it.
 */
export function photoFileOf(bytes: Uint8Array): PhotoFile | 'no_photo' | 'says_more' {
  for (const [type, read] of READERS) {
    const found = read(bytes);
    if (found === undefined) continue;
    const { width, height, isBare } = found;
    const isSized = [width, height].every((side) => side > 0 && side <= MOST_PIXELS_A_SIDE);
    if (!isSized) return 'no_photo';
    return isBare ? { type, width, height } : 'says_more';
  }
  return 'no_photo';
}
