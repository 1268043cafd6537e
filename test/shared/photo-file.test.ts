import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareJpeg, readJpeg } from '../../shared/photo/jpeg.ts';
import { photoFileOf } from '../../shared/photo/photo-file.ts';
import { EXIF_WITH_POSITION, jpegOf, jpegPart, pngOf, webpOf } from '../support/photo-files.ts';

const SIZE = { width: 1_600, height: 1_200 };
const text = (said: string) => new TextEncoder().encode(said);
const HTML = text('<script>alert(document.domain)</script>');

describe('a file is a photo by its own bytes', () => {
  it.each([
    ['image/jpeg', jpegOf(SIZE)],
    ['image/png', pngOf(SIZE)],
    ['image/webp', webpOf(SIZE)],
  ] as const)('%s, as large as it says itself', (type, bytes) => {
    expect(photoFileOf(bytes)).toEqual({ type, ...SIZE });
  });

  it.each([
    ['an SVG with script', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a page named .jpg', text('<!doctype html><script>alert(1)</script>')],
    ['a GIF', text('GIF89a\u0001\u0000\u0001\u0000')],
    ['nothing', new Uint8Array()],
    ['the beginning of a JPEG alone', jpegOf(SIZE).subarray(0, 3)],
    ['a JPEG without its end', jpegOf(SIZE).subarray(0, -2)],
    ['a JPEG that goes on as a page', jpegOf(SIZE, { behind: HTML })],
    ['a PNG that goes on as an archive', pngOf(SIZE, { behind: text('PK\u0003\u0004') })],
    ['a WebP that goes on as a page', webpOf(SIZE, { behind: HTML })],
    ['a JPEG behind a page', new Uint8Array([...HTML, ...jpegOf(SIZE)])],
    ['a picture a mile wide', pngOf({ width: 100_000, height: 100_000 })],
    ['a picture of no height', jpegOf({ width: 10, height: 0 })],
  ])('%s is none', (_, bytes) => {
    expect(photoFileOf(bytes)).toBe('no_photo');
  });

  it.each([
    ['where it was taken', jpegOf(SIZE, { parts: [EXIF_WITH_POSITION] })],
    ['what somebody wrote into it', jpegOf(SIZE, { parts: [jpegPart(0xfe, HTML)] })],
    ['a small picture of its own', jpegOf(SIZE, { parts: [jpegPart(0xe0, HTML)] })],
    ['words', pngOf(SIZE, { said: 'Comment\u0000<script>' })],
  ])('one that says besides %s is told so', (_, bytes) => {
    expect(photoFileOf(bytes)).toBe('says_more');
  });

  it('whatever is cut off, put behind or put before, it is none', () => {
    const whole = [jpegOf(SIZE), pngOf(SIZE), webpOf(SIZE)];
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.integer({ min: 1, max: 40 }),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        (bytes, cut, more) => {
          expect(photoFileOf(bytes.subarray(0, -cut))).toBe('no_photo');
          expect(photoFileOf(new Uint8Array([...bytes, ...more]))).toBe('no_photo');
        },
      ),
    );
  });

  it('any bytes get an answer', () => {
    const beginnings = [jpegOf(SIZE), pngOf(SIZE), webpOf(SIZE)].map((one) => one.subarray(0, 24));
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.uint8Array(), (beginning, more) => {
        const found = photoFileOf(new Uint8Array([...beginning, ...more]));
        expect(typeof found === 'string' || found.width > 0).toBe(true);
      }),
    );
  });
});

describe('a JPEG is made bare', () => {
  it('of position and words, and stays the same picture', () => {
    const said = jpegOf(SIZE, { parts: [EXIF_WITH_POSITION, jpegPart(0xfe, HTML)] });
    expect(bareJpeg(said)).toEqual(jpegOf(SIZE));
    expect(readJpeg(bareJpeg(said))).toMatchObject({ ...SIZE, isBare: true });
  });

  it('and what is no JPEG stays as it is', () => {
    expect(bareJpeg(HTML)).toBe(HTML);
  });
});
