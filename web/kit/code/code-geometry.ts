/** Empty modules around the code: without them a camera does not find it. */
export const QUIET_MODULES = 4;

export type CodeGeometry = {
  /** Device pixels a module: whole, so that every edge is sharp. */
  readonly modulePixels: number;
  /** Device pixels a side, quiet zone included. */
  readonly canvasPixels: number;
  /** CSS pixels a side, never wider than the place. */
  readonly cssPixels: number;
  /** CSS pixels from the place's edge, so that the code stands in the middle on whole device pixels. */
  readonly insetCssPixels: number;
};

/**
 * The largest crisp code that fits its place.
 * @param modules a side, without the quiet zone
 * @param placeCssPixels the place's width
 * @param pixelRatio device pixels a CSS pixel, often not whole
 */
export function codeGeometry(
  modules: number,
  placeCssPixels: number,
  pixelRatio: number,
): CodeGeometry {
  const across = modules + 2 * QUIET_MODULES;
  const modulePixels = Math.max(1, Math.floor((placeCssPixels * pixelRatio) / across));
  const canvasPixels = modulePixels * across;
  const left = Math.floor(placeCssPixels * pixelRatio) - canvasPixels;
  return {
    modulePixels,
    canvasPixels,
    cssPixels: canvasPixels / pixelRatio,
    insetCssPixels: Math.max(0, Math.floor(left / 2)) / pixelRatio,
  };
}

export type DarkRun = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/**
 * The dark rectangles to fill, in device pixels: one a horizontal run, so that no hairline of
 * light falls between neighbours.
 * @param isDark by row and column, without the quiet zone
 */
export function darkRuns(
  modules: number,
  isDark: (row: number, column: number) => boolean,
  { modulePixels }: Pick<CodeGeometry, 'modulePixels'>,
): DarkRun[] {
  const runs: DarkRun[] = [];
  for (let row = 0; row < modules; row += 1) {
    let from = 0;
    for (let column = 0; column <= modules; column += 1) {
      if (column < modules && isDark(row, column)) continue;
      if (column > from) {
        runs.push({
          x: (QUIET_MODULES + from) * modulePixels,
          y: (QUIET_MODULES + row) * modulePixels,
          width: (column - from) * modulePixels,
          height: modulePixels,
        });
      }
      from = column + 1;
    }
  }
  return runs;
}
