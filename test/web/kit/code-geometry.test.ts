import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { create } from 'qrcode';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { codeGeometry, darkRuns } from '../../../web/kit/code/code-geometry.ts';

/** Version 8, the size of a live code. */
const MODULES = 49;
/** As long as a live code's text, in the same letters. */
const TEXT = `XQ1:${'A7$% *+-./:9Z'.repeat(21)}`;

beforeAll(() => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });
});

/** The pixels that a canvas would show: white, with the dark rectangles filled. */
function paint(text: string, placeCssPixels: number, pixelRatio: number) {
  const { modules } = create([{ data: text, mode: 'alphanumeric' }], { errorCorrectionLevel: 'L' });
  const geometry = codeGeometry(modules.size, placeCssPixels, pixelRatio);
  const side = geometry.canvasPixels;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  const isDark = (row: number, column: number) => modules.get(row, column) === 1;
  for (const { x, y, width, height } of darkRuns(modules.size, isDark, geometry)) {
    for (let row = y; row < y + height; row += 1) {
      for (let column = x; column < x + width; column += 1) {
        data.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
      }
    }
  }
  return { size: modules.size, image: { data, width: side, height: side, colorSpace: 'srgb' } };
}

describe('the drawn code', () => {
  it.each([
    [360, 1],
    [360, 2.625],
    [320, 2],
    [440, 3],
  ])('on a place %i wide at %d device pixels is read back to the letter', async (place, ratio) => {
    const { size, image } = paint(TEXT, place, ratio);
    expect(size).toBe(MODULES);
    // cast: an ImageData in all but the constructor, which Node does not have
    const read = await readBarcodes(image as ImageData, { formats: ['QRCode'] });
    expect(read.map(({ text }) => text)).toEqual([TEXT]);
  });

  it('has whole pixels a module, four empty modules around, and stays inside its place', () => {
    const place = fc.integer({ min: 200, max: 1_000 });
    const ratio = fc.double({ min: 1, max: 4, noNaN: true });
    fc.assert(
      fc.property(place, ratio, (placeCssPixels, pixelRatio) => {
        const { modulePixels, canvasPixels, cssPixels, insetCssPixels } = codeGeometry(
          MODULES,
          placeCssPixels,
          pixelRatio,
        );
        expect(Number.isInteger(modulePixels)).toBe(true);
        expect(canvasPixels).toBe(modulePixels * (4 + MODULES + 4));
        expect(insetCssPixels + cssPixels).toBeLessThanOrEqual(placeCssPixels + 1e-6);
        // One pixel more a module would not fit.
        expect((modulePixels + 1) * 57).toBeGreaterThan(placeCssPixels * pixelRatio - 1e-6);
      }),
    );
  });

  it('is filled run by run, behind four empty modules', () => {
    const rows = ['##.', '...', '#.#'];
    const isDark = (row: number, column: number) => rows[row]?.[column] === '#';
    expect(darkRuns(3, isDark, { modulePixels: 10 })).toEqual([
      { x: 40, y: 40, width: 20, height: 10 },
      { x: 40, y: 60, width: 10, height: 10 },
      { x: 60, y: 60, width: 10, height: 10 },
    ]);
  });

  it('takes at least three fifths of the narrowest screen in use', () => {
    const { modulePixels } = codeGeometry(MODULES, 320, 1);
    expect((modulePixels * MODULES) / 320).toBeGreaterThanOrEqual(0.6);
  });
});
