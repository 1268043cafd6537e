import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, streetAt } from '../../infra/demo/street-client.ts';
import type { PassId } from '../../shared/ids.ts';
import { FoundResidents, IssuedCard } from '../../shared/messages/cards.ts';
import { clearCamera, showToCamera } from '../support/camera.ts';
import { pictureOf } from '../support/qr-picture.ts';
import { hearsOfChange, openShift, openStreet, type Street, verdict, verdictOf } from './street.ts';

/** 15 mm of glass for a thumb in a glove. */
const THUMB_PX = 80;

describe('an elder with a printed card', () => {
  let street: Street;
  let phone: BrowserContext;
  let guard: Page;
  let giveCard: (lostPassId?: PassId) => Promise<IssuedCard>;
  let card: IssuedCard;

  const button = (name: string) => guard.getByRole('button', { name, exact: true });
  const scansOf = async ({ passId }: IssuedCard) =>
    (await street.recordedScans()).filter(
      ({ index }) => index === Number.parseInt(passId.slice(-6), 16),
    );

  async function type(number: string): Promise<void> {
    await button('输入号码').click();
    for (const digit of number) await button(digit).click();
  }
  async function isAskedAndComesIn(): Promise<void> {
    await verdictOf(guard, 'ask').waitFor();
    await verdict(guard).getByText('看一眼是不是本人').waitFor();
    await verdict(guard).getByText('王** 3幢').waitFor();
    await button('是本人').click();
    await verdict(guard).waitFor({ state: 'detached' });
  }

  beforeAll(async () => {
    street = await openStreet();
    const { origin, demo } = street.local;
    const manager = streetAt(origin, { ownAddresses: false }).newClient();
    await signIn(manager, { audience: 'manager', phone: demo.manager.phone });
    const { residents } = FoundResidents.parse(
      await manager.call('POST', '/api/v1/manager/compounds/cmp_1/resident-searches', {
        body: { house: '3-2-501' },
      }),
    );
    const elder = residents.find(({ maskedName, phones }) => maskedName === '王**' && phones === 0);
    giveCard = async (lostPassId) =>
      IssuedCard.parse(
        await manager.call('POST', `/api/v1/manager/residents/${elder?.residentId}/card`, {
          body: lostPassId === undefined ? {} : { lostPassId },
        }),
      );
    card = await giveCard();
    phone = await street.newPhone();
    guard = await phone.newPage();
    await openShift(street, guard);
  });
  afterAll(() => street.close());

  it('is asked for by the code on it, with one tap and a masked name', async () => {
    await showToCamera(guard, await pictureOf(guard, card.code));
    await isAskedAndComesIn();
    await clearCamera(guard);
  });

  it('is asked for by its number, typed on keys that a thumb can hit', async () => {
    await button('输入号码').click();
    for (const key of ['1', '5', '0', '删一位', '核验']) {
      const box = await button(key).boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(THUMB_PX);
      expect(box?.width).toBeGreaterThanOrEqual(THUMB_PX);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(740);
    }
    await button('关闭').click();
    await type(card.number);
    await isAskedAndComesIn();
    expect(await button('核验').count()).toBe(0);
  });

  it('is told of a wrong digit at the eighth, without a verdict', async () => {
    const wrong = card.number.slice(0, 7) + ((Number(card.number[7]) + 1) % 10);
    await type(wrong);
    await guard.getByText('号码不对，请再看一眼卡。').waitFor();
    expect(await verdict(guard).count()).toBe(0);
    await button('删一位').click();
    await button(card.number.slice(7)).click();
    await isAskedAndComesIn();
  });

  it('is found with the network gone, after a reload, and recorded exactly once', async () => {
    await guard.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await guard.reload();
    await guard.getByText('已全部上传').waitFor();
    await guard.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const before = await scansOf(card);
    await phone.setOffline(true);
    await guard.reload();
    await type(card.number);
    await isAskedAndComesIn();
    await guard.getByText('待上传 1').waitFor();
    await phone.setOffline(false);
    await guard.getByText('待上传 1').click();
    await button('立即上传').click();
    await expect
      .poll(async () => (await scansOf(card)).length, { timeout: 30_000 })
      .toBe(before.length + 1);
    await button('关闭').click();
    await guard.getByText('已全部上传').waitFor();
    for (const { device, server, decision } of await scansOf(card)) {
      expect(device).toEqual({ outcome: 'ask', reason: 'look_and_confirm' });
      expect([server, decision]).toEqual([device, 'let_in']);
    }
  });

  it('who lost it comes in by the next one, and the old one is refused by code and number', async () => {
    const next = await giveCard(card.passId);
    await hearsOfChange(guard);
    await type(card.number);
    await verdictOf(guard, 'deny').getByText('此码已注销').waitFor();
    await guard.getByText('人工通道：核对姓名和房号，是住户就放行。').waitFor();
    await button('知道了，扫下一位').click();
    await verdict(guard).waitFor({ state: 'detached' });
    await showToCamera(guard, await pictureOf(guard, card.code));
    await verdictOf(guard, 'deny').getByText('此码已注销').waitFor();
    await clearCamera(guard);
    await button('知道了，扫下一位').click();
    await verdict(guard).waitFor({ state: 'detached' });
    await type(next.number);
    await isAskedAndComesIn();
  });
});
