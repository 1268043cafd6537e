import type { ReaderOptions } from 'zxing-wasm/reader';

export const READER_OPTIONS: ReaderOptions = {
  formats: ['QRCodeModel2'],
  // Codes on phone screens, whose pixels beat with the camera's, are read only with it.
  tryDownscale: true,
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  // A poster at the gate must not hide the phone beside it.
  maxNumberOfSymbols: 2,
};
