import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Street } from './street.ts';

/** From an empty browser to the screen of the first gate, where nobody has to sign in. */
export async function standAtGate(street: Street, page: Page): Promise<void> {
  const { demo, origin, enrolmentCode } = street.local;
  const [gate] = demo.gates;
  if (gate === undefined) throw new Error('the demo street has no gate');
  await page.goto(`${origin}/guard/`);
  await page.getByLabel('登记码').fill(await enrolmentCode(gate.gateId));
  await page.getByRole('button', { name: '登记这台设备' }).click();
  await page.getByRole('button', { name: /当门口的屏幕/ }).click();
  await shownCode(page).waitFor();
}

const shownCode = (page: Page) => page.locator('[data-testid=gate-code]:not([data-slot="0"])');

/** What any phone's own scanner makes of the screen, as an address of this machine. */
export async function scanScreen(street: Street, screen: Page): Promise<string> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = Uint8Array.from(await readFile(path)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const picture = new Blob([Uint8Array.from(await screen.screenshot())], { type: 'image/png' });
  const [read] = await readBarcodes(picture, { formats: ['QRCode'] });
  if (read === undefined) throw new Error('no code on the screen');
  const { pathname } = new URL(read.text);
  return street.local.origin + pathname;
}
