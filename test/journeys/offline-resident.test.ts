import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { livePicture, nextCode, openStreet, type Street, signInResident } from './street.ts';

const BUILT = join(import.meta.dirname, '../../dist/web');

/** Until the page is kept whole, and until a release of that name waits or works. */
const pageIsKept = (page: Page) =>
  page.evaluate(async () => !!(await navigator.serviceWorker.ready));
const newReleaseWaits = (page: Page) =>
  page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    return registration?.waiting?.state === 'installed';
  });

describe('a page kept on the resident’s phone', () => {
  let street: Street;
  let webDir: string;
  let phone: BrowserContext;
  let resident: Page;

  const releaseShown = () => resident.locator('html').getAttribute('data-release');
  const residents = () => {
    const [first, second] = street.local.demo.residents;
    if (first === undefined || second === undefined) throw new Error('nobody lives here');
    return { first, second };
  };
  const putAway = (away: boolean) =>
    resident.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    }, away);

  beforeAll(async () => {
    webDir = await mkdtemp(join(tmpdir(), 'xiaoquma-web-'));
    await cp(BUILT, webDir, { recursive: true });
    street = await openStreet({ webDir });
    phone = await street.newPhone();
    resident = await phone.newPage();
    await signInResident(street, resident, residents().first.phone);
    await pageIsKept(resident);
  });
  afterAll(async () => {
    await street.close();
    await rm(webDir, { recursive: true });
  });

  it('opens again without a network and shows a new code', async () => {
    await phone.setOffline(true);
    await resident.reload();
    await livePicture(resident).waitFor();
    await resident.getByText('离线可用').waitFor();
    const slot = await livePicture(resident).getAttribute('data-slot');
    await nextCode(resident);
    await resident.waitForFunction(
      (seen) => document.querySelector<HTMLElement>('[data-slot]')?.dataset.slot !== seen,
      slot,
    );
  });

  it('opens every page of its own without a network, and in the other language', async () => {
    for (const [place, words] of [
      ['#/me', '这部手机上的通行码'],
      ['#/home-screen', '放到主屏幕'],
      ['#/no-phone', '人工通道'],
    ] as const) {
      await resident.goto(`${street.local.origin}/resident/${place}`);
      await resident.reload();
      await resident.getByText(words).first().waitFor();
    }
    await resident.goto(`${street.local.origin}/resident/#/me`);
    await resident.getByRole('button', { name: 'English' }).click();
    await resident.getByText('Passes on this phone').waitFor();
    await resident.getByRole('button', { name: '中文' }).click();
    await resident.goto(`${street.local.origin}/resident/`);
    await livePicture(resident).waitFor();
    await phone.setOffline(false);
  });

  it('can be put on the home screen: name, icons and start are the page’s own', async () => {
    const read = await resident.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
      const answer = await fetch(link?.href ?? '');
      const manifest = await answer.json();
      const icons: { type: string | null; width: number; said: string }[] = [];
      for (const { src, sizes } of manifest.icons) {
        const icon = await fetch(src);
        const picture = await createImageBitmap(await icon.blob());
        icons.push({
          type: icon.headers.get('content-type'),
          width: picture.width,
          said: sizes,
        });
      }
      return { type: answer.headers.get('content-type'), manifest, icons };
    });
    expect(read.type).toBe('application/manifest+json');
    expect(read.manifest).toMatchObject({ start_url: '/resident/', display: 'standalone' });
    expect(read.icons.map(({ type }) => type)).toEqual(['image/png', 'image/png', 'image/png']);
    expect(read.icons.map(({ width }) => `${width}x${width}`)).toEqual(
      read.icons.map(({ said }) => said),
    );
  });

  it('takes a newer release when the phone is put away, never while the code is shown', async () => {
    const document = join(webDir, 'resident/index.html');
    const worker = join(webDir, 'resident/service-worker.js');
    const html = await readFile(document, 'utf8');
    await writeFile(document, html.replace('<html ', '<html data-release="newer" '));
    const script = await readFile(worker, 'utf8');
    await writeFile(worker, script.replace(/[0-9a-f]{16}/, '0123456789abcdef'));

    await newReleaseWaits(resident);
    await nextCode(resident);
    expect(await releaseShown()).toBeNull();
    await resident.reload();
    await livePicture(resident).waitFor();
    expect(await releaseShown()).toBeNull();

    await putAway(true);
    await resident.locator('html[data-release=newer]').waitFor({ state: 'attached' });
    await livePicture(resident).waitFor();
  });

  it.each([
    ['has no service workers', 'allow'],
    ['blocks service workers', 'block'],
  ] as const)(
    'is said to live only while it is open where the browser %s, shows new codes offline, and says how to be kept',
    async (_, serviceWorkers) => {
      const other = await street.newPhone({ serviceWorkers });
      if (serviceWorkers === 'allow') {
        await other.addInitScript(() => {
          Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
        });
      }
      const page = await other.newPage();
      await signInResident(street, page, residents().second.phone);
      await page.getByText('断网后不能重新打开这一页').waitFor();
      await page.waitForLoadState('networkidle');
      await other.setOffline(true);
      await page.getByText('离线可用').waitFor();
      const slot = await livePicture(page).getAttribute('data-slot');
      await nextCode(page);
      await page.waitForFunction(
        (seen) => document.querySelector<HTMLElement>('[data-slot]')?.dataset.slot !== seen,
        slot,
      );
      await other.setOffline(false);
      await page.getByRole('link', { name: '怎样放到主屏幕' }).click();
      await page.getByText('添加到主屏幕').first().waitFor();
      await page.goto(`${street.local.origin}/resident/`);
      await page.getByRole('button', { name: '知道了' }).click();
      await page.reload();
      await livePicture(page).waitFor();
      expect(await page.getByText('断网后不能重新打开这一页').count()).toBe(0);
      await other.close();
    },
  );
});
