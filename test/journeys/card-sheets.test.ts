import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { isCardNumber } from '../../shared/code/card-number.ts';
import { readCode } from '../../shared/code/pass-code.ts';
import { isRefusal } from '../../shared/code/refusal.ts';
import { READER_OPTIONS } from '../../web/guard/scanner/reader-options.ts';
import { openConsole, openDesk, SIZES } from './manager.ts';
import { openStreet, type Street } from './street.ts';

const CARDS = 200;
const CARDS_A_PAGE = 10;
/** A4, to a millimetre: points of 1/72 inch. */
const A4 = { width: (210 / 25.4) * 72, height: (297 / 25.4) * 72 };
/** What a cheap office printer puts on paper, of a screen's 96. */
const DOTS_AN_INCH = 150;

/** Width and height of every page, in points. */
function pagesOf(pdf: Buffer): { width: number; height: number }[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/\/Type\s*\/Page\b[^s]/g)].map(({ index }) => {
    const box = /\/MediaBox\s*\[\s*0\s+0\s+([0-9.]+)\s+([0-9.]+)/.exec(
      text.slice(index - 600, index + 600),
    );
    return { width: Number(box?.[1]), height: Number(box?.[2]) };
  });
}

describe('two hundred cards in one job', () => {
  let street: Street;
  let page: Page;
  let numbers: string[];

  beforeAll(async () => {
    street = await openStreet();
    await street.settle(CARDS);
    ({ page } = await openDesk(street));
    await openConsole(street, page, 'passes');
  });
  afterAll(() => street.close());

  it('are chosen page by page, made, and all different', async () => {
    for (let chosen = 50; chosen <= CARDS; chosen += 50) {
      await page.getByRole('checkbox', { name: '选中这一页' }).check();
      await page.getByText(`已选 ${chosen} 位住户`).waitFor();
      if (chosen === CARDS) break;
      await page.getByRole('button', { name: '下一页' }).click();
      await page.getByText(`第 ${chosen + 1}–${chosen + 50} 位`).waitFor();
    }
    await page.getByRole('button', { name: '制作并打印出入证' }).click();
    await page
      .locator('article')
      .nth(CARDS - 1)
      .waitFor();
    numbers = (await page.locator('article .number').allInnerTexts()).map((one) =>
      one.replace(' ', ''),
    );
    expect(new Set(numbers).size).toBe(CARDS);
    expect(numbers.every(isCardNumber)).toBe(true);
  });

  it('are twenty A4 sheets on paper, nothing before them and nothing after', async () => {
    const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }));
    expect(pages).toHaveLength(CARDS / CARDS_A_PAGE);
    for (const { width, height } of pages) {
      expect(Math.abs(width - A4.width)).toBeLessThan(3);
      expect(Math.abs(height - A4.height)).toBeLessThan(3);
    }
  });

  it('are read at 150 dots an inch, on the first sheet and on the last, each another card', async () => {
    const screen = await page.context().newCDPSession(page);
    await screen.send('Emulation.setDeviceMetricsOverride', {
      ...SIZES.desktop,
      deviceScaleFactor: DOTS_AN_INCH / 96,
      mobile: false,
    });
    await page.emulateMedia({ media: 'print' });
    await startReader();
    const texts = new Set<string>();
    for (const n of [0, CARDS_A_PAGE, CARDS - 1]) {
      const card = await page.locator('article').nth(n).screenshot();
      const found = await readBarcodes(new Uint8Array(card), READER_OPTIONS);
      expect(found).toHaveLength(1);
      const [{ text } = { text: '' }] = found;
      const parts = readCode(text);
      expect(isRefusal(parts) ? parts.refused : parts.part.kind).toBe('card');
      texts.add(text);
    }
    expect(texts.size).toBe(3);
  });
});

async function startReader(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = Uint8Array.from(await readFile(path)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}
