import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clearCamera, pointCamera, showToCamera } from '../support/camera.ts';
import { pictureOf } from '../support/qr-picture.ts';
import {
  hearsOfChange,
  nextCode,
  openShift,
  openStreet,
  type Street,
  signInResident,
  suspendEveryPass,
  verdict,
  verdictOf,
} from './street.ts';

/** 15 mm on a 6.5-inch phone, 68 mm and 360 px wide. */
const THUMB_PX = 80;
const PHONE_HEIGHT = 740;

/** What may be smaller, and why: none of these lets in, turns away or opens. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'language-switch': 'set once, not at the barrier',
  queue: 'a fact in the strip; the sheet behind it uploads what goes up by itself',
  one: 'looks back at what is over',
  ground: 'all of the page beside a sheet; no element of its own for the eye',
};

/** Every control whose smaller side, or the labelled row it fills, is less than a thumb. */
const tooSmall = (page: Page, where: string): Promise<string[]> =>
  page.evaluate(
    ([least, exceptions, at]) => {
      const shown = [...document.querySelectorAll<HTMLElement>('button, input, textarea, a[href]')]
        .filter((one) => one.checkVisibility())
        .filter((one) => !exceptions.some((name) => one.classList.contains(name)));
      return shown.flatMap((one) => {
        // A field is hit by its label too: the row that both fill is its target.
        const target = one.closest('.field') ?? one;
        const { width, height, right, left } = target.getBoundingClientRect();
        const fits = Math.min(width, height) >= least && left >= 0 && right <= innerWidth;
        const named = `${at}: ${one.textContent?.trim()} ${one.className}`;
        return fits ? [] : [`${named} ${Math.round(width)}×${Math.round(height)}`];
      });
    },
    [THUMB_PX, Object.keys(EXCEPTIONS), where] as const,
  );

/** Whether a thumb that comes down in the middle of it, without scrolling, hits it. */
const isOnTop = (element: Element): boolean => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
};

describe('whatever a guard has to hit in the rain', () => {
  let street: Street;
  let resident: Page;
  let guard: Page;

  beforeAll(async () => {
    street = await openStreet();
    resident = await (await street.newPhone()).newPage();
    guard = await (await street.newPhone()).newPage();
    const [person] = street.local.demo.residents;
    if (person === undefined) throw new Error('the demo street has no residents');
    await signInResident(street, resident, person.phone);
    await openShift(street, guard);
    await suspendEveryPass(street);
    await hearsOfChange(guard);
    await guard.getByText('名单 刚刚更新').waitFor();
  });
  afterAll(() => street.close());

  for (const [language, words] of [
    [
      'zh-CN',
      {
        sheets: ['人工通道', '手动放行', '交接班', '读码器', '已全部上传', '紧急放行'],
        close: '关闭',
        other: 'English',
      },
    ],
    [
      'en',
      {
        sheets: ['No-phone lane', 'Open by hand', 'Hand over', 'Reader', /upload/i, 'Emergency'],
        close: 'Close',
        other: '中文',
      },
    ],
  ] as const) {
    it(`is fifteen millimetres wide and high in every state of the page (${language})`, async () => {
      await guard.locator(`html[lang="${language}"]`).waitFor();
      const found = await tooSmall(guard, 'scanner');
      for (const name of words.sheets) {
        await guard
          .getByRole('button', { name, exact: typeof name === 'string' })
          .first()
          .click();
        await guard.getByRole('dialog').waitFor();
        found.push(...(await tooSmall(guard, String(name))));
        await guard.getByRole('button', { name: words.close, exact: true }).click();
      }
      await showToCamera(guard, await pictureOf(guard, `https://example.com/${language}`));
      await verdictOf(guard, 'deny').waitFor();
      await clearCamera(guard);
      found.push(...(await tooSmall(guard, 'deny')));
      await verdict(guard).getByRole('button').click();
      await verdict(guard).waitFor({ state: 'detached' });
      expect(found).toEqual([]);
      // With verdicts to look back at and a reason owed, the way home is not scrolled away.
      const handOver = guard.getByRole('button', { name: words.sheets[2], exact: true });
      expect(await handOver.evaluate(isOnTop)).toBe(true);
    });

    it(`is in view whole on an open ask, with all that is said (${language})`, async () => {
      await nextCode(resident);
      const camera = pointCamera(guard, resident);
      await verdictOf(guard, 'ask').waitFor();
      await camera.stop();
      expect(await tooSmall(guard, 'ask')).toEqual([]);
      const [said, ...answers] = await Promise.all([
        verdict(guard)
          .locator('.said')
          .evaluate((one) => one.scrollHeight - one.clientHeight),
        ...(await verdict(guard).getByRole('button').all()).map((one) => one.boundingBox()),
      ]);
      expect(said).toBe(0);
      expect(answers).toHaveLength(2);
      for (const box of answers) {
        expect((box?.y ?? 0) + (box?.height ?? PHONE_HEIGHT)).toBeLessThanOrEqual(PHONE_HEIGHT);
      }
      await verdict(guard).getByRole('button').last().click();
      await verdict(guard).waitFor({ state: 'detached' });
      await guard.getByRole('button', { name: words.other }).click();
    });
  }
});
