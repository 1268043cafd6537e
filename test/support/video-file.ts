import { writeFile } from 'node:fs/promises';
import { create } from 'qrcode';

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 5;
const MODULE_PX = 6;
const BLACK = 16;
const WHITE = 235;
const NO_COLOUR = 128;

/**
 * A video of one QR code that does not move, in the form that Chromium plays as its camera with
 * `--use-file-for-fake-video-capture`.
 */
export async function writeVideoOf(text: string, path: string): Promise<void> {
  const { modules } = create(text, { errorCorrectionLevel: 'L' });
  const side = modules.size * MODULE_PX;
  const left = Math.floor((WIDTH - side) / 2);
  const top = Math.floor((HEIGHT - side) / 2);
  const light = Buffer.alloc(WIDTH * HEIGHT, WHITE);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const dark = modules.get(Math.floor(y / MODULE_PX), Math.floor(x / MODULE_PX));
      if (dark) light[(top + y) * WIDTH + left + x] = BLACK;
    }
  }
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, NO_COLOUR);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, colour]);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  await writeFile(path, Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame)]));
}
