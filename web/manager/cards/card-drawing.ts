// The core alone: this page draws by itself.
import { create } from 'qrcode/lib/core/qrcode.js';

/** Empty modules around the code: without them a camera does not find it. */
const QUIET_MODULES = 4;

export type CardDrawing = {
  /** Modules a side, the quiet ones included. */
  readonly across: number;
  /** An SVG path: one rectangle a dark run, so that no hairline falls between neighbours. */
  readonly path: string;
};

/** A card's code as it is printed: black on white, at any size. */
export const cardDrawing = (text: string): CardDrawing =>
  // One segment, named: the text is alphanumeric by its format.
  drawingOf(create([{ data: text, mode: 'alphanumeric' }], { errorCorrectionLevel: 'L' }));

/** An address that is printed, to be read from some way off, and though a corner is torn. */
export const linkDrawing = (address: string): CardDrawing =>
  drawingOf(create(address, { errorCorrectionLevel: 'M' }));

function drawingOf({ modules }: ReturnType<typeof create>): CardDrawing {
  const { size } = modules;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    let from = 0;
    for (let column = 0; column <= size; column += 1) {
      if (column < size && modules.get(row, column) === 1) continue;
      const width = column - from;
      if (width > 0)
        path += `M${QUIET_MODULES + from} ${QUIET_MODULES + row}h${width}v1h-${width}z`;
      from = column + 1;
    }
  }
  return { across: size + 2 * QUIET_MODULES, path };
}
