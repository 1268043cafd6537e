import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join, relative, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** A place in a bundle, as a fault's line in the log names it. */
const PLACE = /[^ (]*index\.mjs:(\d+):(\d+)/g;

/**
 * Puts file, line and column of the sources where the line names places in a bundle.
 * @param folder where the bundles are
 */
export function readPlaces(line: string, folder: string, name: string): string {
  const map = join(folder, name, 'index.mjs.map');
  const payload: SourceMapPayload = JSON.parse(readFileSync(map, 'utf8'));
  const sources = new SourceMap(payload);
  return line.replace(PLACE, (place, row: string, column: string) => {
    const found = sources.findEntry(Number(row) - 1, Number(column) - 1);
    if (!('originalSource' in found)) return place;
    const file = relative(ROOT, resolve(folder, name, found.originalSource));
    return `${file}:${found.originalLine + 1}:${found.originalColumn + 1}`;
  });
}
