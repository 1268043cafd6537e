import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { livePicture, openStreet, type Street, signInResident } from './street.ts';

/** Keys, passes and names, as the page keeps them. */
const recordsOn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('xq-resident');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('records').objectStore('records').count();
          counting.onsuccess = () => resolve(counting.result);
        };
      }),
  );

describe('a resident with two phones', () => {
  let street: Street;
  let lost: BrowserContext;
  let found: Page;
  let resident: Page;

  const devices = () => resident.getByTestId('devices').getByRole('listitem');

  beforeAll(async () => {
    street = await openStreet();
    const [person] = street.local.demo.residents;
    if (person === undefined) throw new Error('the demo street has no residents');
    lost = await street.newPhone();
    found = await lost.newPage();
    await signInResident(street, found, person.phone);
    resident = await (await street.newPhone()).newPage();
    await signInResident(street, resident, person.phone);
  });
  afterAll(() => street.close());

  it('sees both, which of them is in the hand, and since when', async () => {
    await resident.getByRole('link', { name: '我的' }).click();
    await resident.getByRole('link', { name: '这部手机和别的手机' }).click();
    await devices().nth(1).waitFor();
    expect(await devices().allInnerTexts()).toEqual([
      expect.stringMatching(/^这部手机\s+添加：.+\s+最近续期：[^挂]+$/),
      expect.stringMatching(/^另一部手机\s+添加：.+\s+最近续期：.+\s+挂失\s+不用了，移除$/),
    ]);
  });

  it('reports the other one lost after being told what that does, and may still turn back', async () => {
    await resident.getByRole('button', { name: '挂失' }).click();
    await resident.getByText('那部手机上您家的码都马上不能用').waitFor();
    await resident.getByRole('button', { name: '保留' }).click();
    expect(await devices().count()).toBe(2);
    await resident.getByRole('button', { name: '挂失' }).click();
    await resident.getByRole('button', { name: '确定挂失' }).click();
    await resident.getByText('另一部手机').waitFor({ state: 'detached' });
    expect(await devices().count()).toBe(1);
  });

  it('still has a code in the hand, and the lost phone holds nothing once it asks', async () => {
    await found.getByRole('button', { name: '进不去？看这里' }).click();
    await found.getByRole('button', { name: '核对我的通行码' }).click();
    await found.getByText('这部手机已挂失').waitFor();
    await found.getByText('走人工通道').first().waitFor();
    expect(await livePicture(found).count()).toBe(0);
    expect(await recordsOn(found)).toBe(0);
    await found.reload();
    await found.getByRole('checkbox').waitFor();
    expect(await found.locator('body').innerText()).not.toContain('幢2单元');
    await resident.goto(`${street.local.origin}/resident/`);
    await livePicture(resident).waitFor();
  });
});
