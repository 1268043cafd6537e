import { create } from 'qrcode/lib/core/qrcode.js';
import { codeGeometry, darkRuns } from '../../kit/code/code-geometry.ts';

/** Enough correction for a picture that is sent on and squeezed. */
const LEVEL = 'M';
const SIDE = 720;

/** A link as a picture that a camera opens. */
export function drawLink(canvas: HTMLCanvasElement, link: string): void {
  const { modules } = create(link, { errorCorrectionLevel: LEVEL });
  const geometry = codeGeometry(modules.size, SIDE, 1);
  canvas.width = geometry.canvasPixels;
  canvas.height = geometry.canvasPixels;
  const surface = canvas.getContext('2d', { alpha: false });
  if (surface === null) throw new Error('this browser draws no canvas');
  surface.fillStyle = '#fff';
  surface.fillRect(0, 0, geometry.canvasPixels, geometry.canvasPixels);
  surface.fillStyle = '#000';
  const isDark = (row: number, column: number) => modules.get(row, column) === 1;
  for (const { x, y, width, height } of darkRuns(modules.size, isDark, geometry)) {
    surface.fillRect(x, y, width, height);
  }
}
