import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setHousePin } from './people.ts';
import { openShift, openStreet, type Street } from './street.ts';

/** 15 mm of glass for a thumb in a glove. */
const THUMB_PX = 80;

describe('whoever has no code', () => {
  let street: Street;
  let phone: BrowserContext;
  let guard: Page;

  const button = (name: string) => guard.getByRole('button', { name, exact: true });
  const uploaded = () => guard.getByText('已全部上传').waitFor();
  const openings = async () =>
    (await street.recordedOpenings()).map(({ class: of, building, reason }) => ({
      class: of,
      ...(building === undefined ? {} : { building }),
      ...(reason === undefined ? {} : { reason }),
    }));

  beforeAll(async () => {
    street = await openStreet();
    phone = await street.newPhone();
    guard = await phone.newPage();
    await openShift(street, guard);
  });
  afterAll(() => street.close());

  it('finds ways in that a thumb can hit, the emergency apart from the others', async () => {
    const [lane, manual, number, emergency] = [
      await button('人工通道').boundingBox(),
      await button('手动放行').boundingBox(),
      await button('输入号码').boundingBox(),
      await button('紧急放行').boundingBox(),
    ];
    if (lane === null || manual === null || number === null || emergency === null)
      throw new Error('a button is not on the screen');
    for (const box of [lane, manual, number, emergency]) {
      expect(box.height).toBeGreaterThanOrEqual(THUMB_PX);
      expect(box.width).toBeGreaterThanOrEqual(THUMB_PX);
      expect(box.y + box.height).toBeLessThanOrEqual(740);
    }
    expect(emergency.x - (number.x + number.width)).toBeGreaterThanOrEqual(20);
    expect(emergency.x + emergency.width).toBeLessThanOrEqual(360);
  });

  it('is let in by one tap on a closed reason, recorded with the guard’s shift', async () => {
    await button('手动放行').click();
    await button('快递/外卖').click();
    await guard.getByText(/已记下：快递\/外卖/).waitFor();
    await uploaded();
    const [opening] = await street.recordedOpenings();
    expect(opening).toMatchObject({ class: 'courier', sk: expect.stringContaining('#courier#') });
    expect(opening?.shiftId).toMatch(/^shf_/);
  });

  it('is let in with the network gone, and recorded exactly once, also over a reload', async () => {
    await phone.setOffline(true);
    await guard.getByText('没有网络，离线核验中').waitFor();
    await button('手动放行').click();
    await button('访客').click();
    await guard.getByLabel('去几幢？').fill('3');
    await button('放行').click();
    await guard.getByText(/已记下：访客，去 3 幢/).waitFor();
    await button('紧急放行').click();
    await guard.getByText('已紧急放行，请先开门。').waitFor();
    await button('关闭').click();
    await guard.getByText('待上传 2').waitFor();
    expect(await openings()).toHaveLength(1);

    await phone.setOffline(false);
    await guard.reload();
    await expect
      .poll(openings, { timeout: 15_000 })
      .toEqual(
        expect.arrayContaining([
          { class: 'courier' },
          { class: 'visitor', building: 3 },
          { class: 'emergency' },
        ]),
      );
    await uploaded();
    expect(await openings()).toHaveLength(3);
  });

  it('is found by house and surname with the network gone, and let in by one tap', async () => {
    await phone.setOffline(true);
    await guard.getByText('没有网络，离线核验中').waitFor();
    const letIn = guard.getByRole('button', { name: /^放行 / });
    await button('人工通道').click();
    for (const house of ['3-2-501', '3幢2单元501', '3#501']) {
      await guard.getByLabel('房号').fill(house);
      await guard.getByLabel('姓', { exact: true }).fill('王');
      await letIn.waitFor();
      expect(await letIn.allInnerTexts()).toEqual(['放行 王** 3幢']);
      await guard.getByLabel('姓', { exact: true }).fill('陈');
      await guard.getByText(/没有查到/).waitFor();
      expect(await letIn.count()).toBe(0);
    }
    await guard.getByLabel('姓', { exact: true }).fill('王秀英');
    await letIn.click();
    await guard.getByText(/已记下：住户没带手机/).waitFor();
    await phone.setOffline(false);
    await uploaded();
    const all = await street.recordedOpenings();
    expect(all.filter((one) => one.class === 'resident_without_phone')).toHaveLength(1);
    expect(JSON.stringify(all)).not.toMatch(/王|3幢2单元|3-2-501/);
  });

  it('says the house and a PIN of their own, which needs the network', async () => {
    await setHousePin(street, '804213');
    await button('输入号码').click();
    await button('房号和 PIN').click();
    await guard.getByLabel('房号', { exact: true }).fill('3-2-501');
    await guard.getByLabel('PIN', { exact: true }).fill('318426');
    await button('核验').click();
    await guard.getByText('这一户没有这个 PIN。').waitFor();
    await guard.getByLabel('PIN', { exact: true }).fill('804213');
    await button('核验').click();
    await guard.getByRole('button', { name: /^放行 .\*\* 3幢$/ }).waitFor();
    await phone.setOffline(true);
    await guard.getByLabel('PIN', { exact: true }).fill('804212');
    await button('核验').click();
    await guard.getByText('网络不通，PIN 查不了。').waitFor();
    await guard.getByRole('dialog').getByRole('button', { name: '人工通道' }).click();
    await guard.getByLabel('姓', { exact: true }).waitFor();
    await button('关闭').click();
    await phone.setOffline(false);
  });

  it('was let in by an emergency whose reason is owed before the shift ends', async () => {
    await guard.getByRole('button', { name: '1 次紧急放行待补理由' }).waitFor();
    await button('交接班').click();
    await guard.getByText('结束当班前，请先补上紧急放行的理由。').waitFor();
    expect(await button('结束当班').count()).toBe(0);
    await button('急救').click();
    await button('结束当班').click();
    await guard.getByRole('heading', { name: '开始当班' }).waitFor();
    await expect
      .poll(openings, { timeout: 15_000 })
      .toContainEqual({ class: 'emergency', reason: 'medical' });
    expect(await openings()).toHaveLength(4);
  });

  it('is let in by an emergency with nobody on duty', async () => {
    await button('紧急放行').click();
    await button('火情').click();
    await guard.getByText(/已记下：紧急放行/).waitFor();
    await expect
      .poll(openings, { timeout: 15_000 })
      .toContainEqual({ class: 'emergency', reason: 'fire' });
    const nobodys = (await street.recordedOpenings()).filter(({ shiftId }) => !shiftId);
    expect(nobodys).toHaveLength(1);
  });
});
