import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { READER_OPTIONS } from '../../web/guard/scanner/reader-options.ts';
import type { Picture } from './hard-pictures.ts';

export type ReadPicture = (picture: Picture) => Promise<readonly string[]>;

/** What the guard's page reads with, run by Node on pictures instead of a camera's frames. */
export async function startNodeReader(): Promise<ReadPicture> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = Uint8Array.from(await readFile(path)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return async (picture) => {
    const found = await readBarcodes({ ...picture, colorSpace: 'srgb' }, READER_OPTIONS);
    return found.map(({ text }) => text);
  };
}
