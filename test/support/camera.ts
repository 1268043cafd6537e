import type { Page } from '@playwright/test';

/**
 * Stands in for the lens alone: the page's camera becomes a canvas, and whatever pixels are shown
 * to it arrive as video frames. Everything behind the lens is the page's own.
 * @param framesPerSecond as a phone's camera has it, 30; ten leave a busy machine time for the rest
 */
export async function giveCamera(page: Page, framesPerSecond = 10): Promise<void> {
  await page.addInitScript((perSecond) => {
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 640;
    const surface = canvas.getContext('2d');
    let held: ImageBitmap | undefined;
    /** A camera sends frames whether or not anything moves. */
    const frame = () => {
      if (surface === null) return;
      surface.fillStyle = '#777';
      surface.fillRect(0, 0, canvas.width, canvas.height);
      if (held === undefined) return;
      const scale = Math.min(canvas.width / held.width, canvas.height / held.height);
      surface.drawImage(
        held,
        (canvas.width - held.width * scale) / 2,
        (canvas.height - held.height * scale) / 2,
        held.width * scale,
        held.height * scale,
      );
    };
    setInterval(frame, 1_000 / perSecond);
    const show = async (png: string) => {
      const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
      held = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    };
    const clear = () => {
      held = undefined;
    };
    Object.assign(window, { lens: { show, clear } });
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(perSecond);
  }, framesPerSecond);
}

/** Holds a picture before the camera until another is shown. */
export async function showToCamera(page: Page, png: Buffer): Promise<void> {
  await page.evaluate(async (encoded) => {
    const { lens } = Object(window);
    await lens.show(encoded);
  }, png.toString('base64'));
}

/** Takes whatever is before the camera away. */
export async function clearCamera(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { lens } = Object(window);
    lens.clear();
  });
}

/** Points one page's camera at another page's screen until stopped. */
export function pointCamera(guard: Page, resident: Page): { stop(): Promise<void> } {
  let pointing = true;
  const done = (async () => {
    while (pointing) await showToCamera(guard, await resident.screenshot());
  })();
  return {
    async stop() {
      pointing = false;
      await done;
      await clearCamera(guard);
    },
  };
}
