import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAME_EMERGENCY_MS } from '../../web/guard/openings/guard-openings.ts';
import { clearCamera, showToCamera } from '../support/camera.ts';
import { pictureOf } from '../support/qr-picture.ts';
import { openShift, openStreet, type Street, verdict, verdictOf } from './street.ts';

const EMERGENCY = '紧急放行';

describe('an emergency', () => {
  let street: Street;
  let phone: BrowserContext;
  let guard: Page;
  let place: unknown;

  const button = (name: string, on = guard) => on.getByRole('button', { name, exact: true });
  const emergencies = async () =>
    (await street.recordedOpenings()).filter(({ class: of }) => of === 'emergency').length;
  /** One tap from here, at the edge where it always is, and everything else stays as it was. */
  const opensByOneTap = async (on = guard) => {
    const box = await button(EMERGENCY, on).boundingBox();
    place ??= box;
    expect(box).toEqual(place);
    await button(EMERGENCY, on).click();
    await on.getByText('已紧急放行，请先开门。').waitFor();
    const sheet = on.getByRole('dialog', { name: EMERGENCY });
    await sheet.getByRole('button', { name: '误触' }).click();
    await sheet.waitFor({ state: 'detached' });
  };
  /** Two taps at once are one emergency: the next is another by the page's own clock. */
  const aMomentLater = () =>
    guard.waitForFunction((from) => Date.now() > from, Date.now() + SAME_EMERGENCY_MS);

  beforeAll(async () => {
    street = await openStreet();
    phone = await street.newPhone();
    guard = await phone.newPage();
    await openShift(street, guard);
    await phone.setOffline(true);
  });
  afterAll(() => street.close());

  it('opens from under every sheet without network, and the sheet is still there', async () => {
    await opensByOneTap();
    for (const [way, heading] of [
      ['人工通道', '人工通道'],
      ['手动放行', '手动放行'],
      ['交接班', '交接班'],
    ] as const) {
      await aMomentLater();
      await button(way).click();
      const sheet = guard.getByRole('dialog', { name: heading });
      await sheet.waitFor();
      await opensByOneTap();
      await sheet.getByRole('button', { name: '关闭' }).click();
    }
  });

  it('opens over a verdict that must be answered, which stays undecided beneath', async () => {
    await aMomentLater();
    await showToCamera(guard, await pictureOf(guard, 'https://example.com/1'));
    await verdictOf(guard, 'deny').waitFor();
    await clearCamera(guard);
    await opensByOneTap();
    expect(await verdict(guard).getAttribute('data-shows')).toBe('verdict');
    await verdict(guard).getByRole('button').click();
    await verdict(guard).waitFor({ state: 'detached' });
  });

  it('opens with nobody on duty, and in a second window of the page', async () => {
    const second = await phone.newPage();
    await aMomentLater();
    await phone.setOffline(false);
    await second.goto(`${street.local.origin}/guard/`);
    await second.getByText('扫码页已在另一个窗口打开').waitFor();
    await opensByOneTap(second);
    await second.close();
    await button('交接班').click();
    await button('结束当班').click();
    await guard.getByRole('heading', { name: '开始当班' }).waitFor();
    await opensByOneTap();
    await expect.poll(emergencies, { timeout: 15_000 }).toBe(7);
  });

  it('opens where the device can write nothing down, and the page says so', async () => {
    const broken = await phone.newPage();
    await guard.close();
    await broken.addInitScript(() => {
      indexedDB.open = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await broken.goto(`${street.local.origin}/guard/`);
    await broken.getByText('浏览器不让保存数据，无法当门岗设备').waitFor();
    await button(EMERGENCY, broken).click();
    await broken.getByText('已放行，但这台设备存不下记录，请马上告诉物业。').waitFor();
  });
});
