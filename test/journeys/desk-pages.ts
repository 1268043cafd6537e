import type { Page } from '@playwright/test';

export type DeskPages = ReturnType<typeof deskPages>;

/** A resident's hands on the pages of 报事. */
export function deskPages(page: Page, origin: string) {
  const openList = async () => {
    await page.goto(`${origin}/resident/#/requests`);
    await page.locator('.types a').first().waitFor();
  };
  const tap = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const ask = async (type: string) => {
    await page.getByRole('link', { name: type, exact: true }).click();
    await page.getByRole('heading', { name: type }).waitFor();
  };
  /** The page itself, as a camera would see it. */
  const addPhotos = async (many: number) => {
    const buffer = await page.screenshot();
    const before = await page.locator('.thumbs img').count();
    const files = Array.from({ length: many }, (_, at) => ({
      name: `IMG_${at}.png`,
      mimeType: 'image/png',
      buffer,
    }));
    await page.locator('input[type=file][multiple]').setInputFiles(files);
    await page
      .locator('.thumbs img')
      .nth(before + many - 1)
      .waitFor();
  };
  /** How wide each photo of the request is that its address has brought. */
  const photosShown = async () => {
    const photos = page.locator('.photo-row img');
    await photos.first().waitFor();
    return photos.evaluateAll((all) =>
      Promise.all(
        all.map(async (photo) => {
          if (!(photo instanceof HTMLImageElement)) return 0;
          await photo.decode();
          return photo.naturalWidth;
        }),
      ),
    );
  };
  const idShown = () => page.url().split('/').at(-1) ?? '';
  const lines = () => page.locator('.request-line');
  /** As after the pause between two looks. */
  const lookNow = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

  return { openList, tap, ask, addPhotos, photosShown, idShown, lines, lookNow };
}
