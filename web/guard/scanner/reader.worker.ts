import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { FromReader, ToReader } from './reader-messages.ts';
import { READER_OPTIONS } from './reader-options.ts';

const say = (message: FromReader): void => self.postMessage(message);

let surface: OffscreenCanvas | undefined;

function pixelsOf(bitmap: ImageBitmap): ImageData | undefined {
  const { width, height } = bitmap;
  if (surface?.width !== width || surface.height !== height) {
    surface = new OffscreenCanvas(width, height);
  }
  const drawing = surface.getContext('2d', { willReadFrequently: true });
  drawing?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return drawing?.getImageData(0, 0, width, height);
}

function unpacksBitmaps(): boolean {
  try {
    return new OffscreenCanvas(1, 1).getContext('2d') !== null;
  } catch {
    return false;
  }
}

async function read({ data }: MessageEvent<ToReader>): Promise<void> {
  const pixels = data.type === 'bitmap' ? pixelsOf(data.frame) : data.frame;
  const found = pixels === undefined ? [] : await readBarcodes(pixels, READER_OPTIONS);
  say({ type: 'read', texts: found.map((one) => one.text).filter((text) => text !== '') });
}

self.addEventListener('message', (event: MessageEvent<ToReader>) => {
  // A frame that cannot be read holds no code; the next one comes in a moment.
  read(event).catch(() => say({ type: 'read', texts: [] }));
});

prepareZXingModule({ overrides: { locateFile: () => wasmAddress }, fireImmediately: true }).then(
  () => say({ type: 'ready', bitmaps: unpacksBitmaps() }),
  () => say({ type: 'broken' }),
);
