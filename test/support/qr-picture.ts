import type { Page } from '@playwright/test';
import { create } from 'qrcode';

const MODULE_PX = 6;
const QUIET_MODULES = 4;

/** A text as a QR code on white, as a PNG that a camera can be shown. */
export async function pictureOf(page: Page, text: string): Promise<Buffer> {
  const { modules } = create(text, { errorCorrectionLevel: 'L' });
  const side = (modules.size + 2 * QUIET_MODULES) * MODULE_PX;
  const dark = Array.from(modules.data, Number);
  const png = await page.evaluate(
    ({ side, size, dark, modulePx, quiet }) => {
      const canvas = document.createElement('canvas');
      canvas.width = side;
      canvas.height = side;
      const surface = canvas.getContext('2d');
      if (surface === null) throw new Error('no canvas');
      surface.fillStyle = '#fff';
      surface.fillRect(0, 0, side, side);
      surface.fillStyle = '#000';
      dark.forEach((bit, at) => {
        if (bit === 0) return;
        const [x, y] = [at % size, Math.floor(at / size)];
        surface.fillRect((x + quiet) * modulePx, (y + quiet) * modulePx, modulePx, modulePx);
      });
      return canvas.toDataURL('image/png').split(',')[1] ?? '';
    },
    { side, size: modules.size, dark, modulePx: MODULE_PX, quiet: QUIET_MODULES },
  );
  return Buffer.from(png, 'base64');
}
