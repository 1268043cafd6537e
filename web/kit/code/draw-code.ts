// The core alone: this page draws by itself.
import { create } from 'qrcode/lib/core/qrcode.js';
import { codeGeometry, darkRuns } from './code-geometry.ts';

/** Least correction, so that the code stays small: a screen is clean and lit. */
const LEVEL = 'L';
const DARK = '#000';
const LIGHT = '#fff';

/** Draws the text as a QR code, black on white, as large and as sharp as the place allows. */
export function drawCode(
  canvas: HTMLCanvasElement,
  text: string,
  placeCssPixels: number,
  pixelRatio: number,
): void {
  // One segment, named: the text is alphanumeric by its format, and looking for a better
  // split costs an old phone more than drawing.
  const { modules } = create([{ data: text, mode: 'alphanumeric' }], {
    errorCorrectionLevel: LEVEL,
  });
  const geometry = codeGeometry(modules.size, placeCssPixels, pixelRatio);
  const surface = canvas.getContext('2d', { alpha: false });
  if (surface === null) throw new Error('this browser draws no canvas');
  const place = `${placeCssPixels} ${pixelRatio}`;
  if (canvas.dataset.place !== place) {
    canvas.dataset.place = place;
    canvas.width = geometry.canvasPixels;
    canvas.height = geometry.canvasPixels;
    canvas.style.width = `${geometry.cssPixels}px`;
    canvas.style.height = `${geometry.cssPixels}px`;
    canvas.style.inset = `${geometry.insetCssPixels}px auto auto ${geometry.insetCssPixels}px`;
  }
  surface.fillStyle = LIGHT;
  surface.fillRect(0, 0, geometry.canvasPixels, geometry.canvasPixels);
  surface.fillStyle = DARK;
  const isDark = (row: number, column: number) => modules.get(row, column) === 1;
  for (const { x, y, width, height } of darkRuns(modules.size, isDark, geometry)) {
    surface.fillRect(x, y, width, height);
  }
}
