import type { Page } from '@playwright/test';
import { seriousViolations } from '../support/axe.ts';
import { codeFor, type Street } from './street.ts';

/** What a manager's desk and tablet show, and the narrowest phone it has to be readable on. */
export const SIZES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 820, height: 1180 },
  phone: { width: 360, height: 740 },
} as const;

export type Desk = {
  readonly page: Page;
  /** What the page's policy has forbidden so far, and what it complained of. */
  readonly complaints: () => string[];
};

/** A manager's browser at a desk; everything that its pages are refused or report is kept. */
export async function openDesk(street: Street): Promise<Desk> {
  const context = await street.browser.newContext({ viewport: SIZES.desktop, locale: 'zh-CN' });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const page = await context.newPage();
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    const isRefusal = /Failed to load resource/.test(message.text());
    if (message.type() === 'error' && !isRefusal) found.push(message.text());
  });
  return { page, complaints: () => [...found] };
}

/** Fills in the sign-in that stands on the page. */
export async function signInHere(
  street: Street,
  page: Page,
  phone = street.local.demo.manager.phone,
): Promise<void> {
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByLabel('验证码', { exact: true }).fill(await codeFor(street, phone));
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** From an empty browser to the address asked for. */
export async function openConsole(street: Street, page: Page, path = 'gates'): Promise<void> {
  await page.goto(`${street.local.origin}/manager/${path}`);
  await signInHere(street, page);
  await page.getByRole('navigation').first().waitFor();
}

/** What a reader cannot see all of, at the size the page has now. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : [];
    for (const element of document.querySelectorAll<HTMLElement>('#app *, .el-dialog *')) {
      const { width, left, right } = element.getBoundingClientRect();
      if (width === 0 || element.closest('.spoken, .skip, .sheet-frame, [aria-hidden=true]')) {
        continue;
      }
      // A table's head where its rows have become cards: for the ear alone.
      const head = element.closest('thead');
      if (head !== null && getComputedStyle(head).clipPath !== 'none') continue;
      const { overflowX } = getComputedStyle(element);
      const cutsWords =
        (overflowX === 'hidden' || overflowX === 'clip') &&
        element.scrollWidth > element.clientWidth + 1;
      if (right > clientWidth + 1 || left < -1 || cutsWords) {
        found.push(`${element.tagName}.${element.className} ${element.innerText.slice(0, 30)}`);
      }
    }
    return found;
  });

const setLanguage = async (page: Page, language: 'zh-CN' | 'en'): Promise<void> => {
  if ((await page.evaluate(() => document.documentElement.lang)) === language) return;
  await page
    .locator('.language-switch')
    .first()
    .evaluate((button: HTMLElement) => button.click());
  await page.locator(`html[lang="${language}"]`).waitFor();
};

/** Two frames on: what is drawn to the size of its place has it by then. */
export const drawnAnew = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => done()));
      }),
  );

/** Everything that keeps somebody from using the page as it stands: both languages, three sizes. */
export async function faultsOn(page: Page, where: string): Promise<string[]> {
  const found: string[] = [];
  for (const language of ['zh-CN', 'en'] as const) {
    await setLanguage(page, language);
    found.push(...(await seriousViolations(page)).map((what) => `${where} (${language}): ${what}`));
    for (const [name, size] of Object.entries(SIZES)) {
      await page.setViewportSize(size);
      await drawnAnew(page);
      const cut = await cutOff(page);
      found.push(...cut.map((what) => `${where} (${language}, ${name}): ${what}`));
    }
    await page.setViewportSize(SIZES.desktop);
  }
  await setLanguage(page, 'zh-CN');
  return found;
}
