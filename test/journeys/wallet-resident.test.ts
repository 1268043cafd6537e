import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ResidentAccount } from '../../shared/messages/sign-in.ts';
import { newResidentPhone } from '../support/resident-phone.ts';
import { codeFor, livePicture, openStreet, type Street, signInResident } from './street.ts';

const MOST_PHONES = 5;

describe('the passes on a resident’s phone', () => {
  let street: Street;
  let sharing: string;
  let alone: string;

  const tap = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: true }).click();

  /** Up to the question whose home it is. */
  const signIn = async (phone: BrowserContext, number: string): Promise<Page> => {
    const page = await phone.newPage();
    await page.goto(`${street.local.origin}/resident/`);
    await page.getByRole('checkbox').check();
    await tap(page, '用手机号登录');
    await page.getByLabel('手机号').fill(number);
    await tap(page, '获取验证码');
    await page.getByLabel('6 位验证码').waitFor();
    await page.getByLabel('6 位验证码').fill(await codeFor(street, number));
    await tap(page, '登录');
    await page.getByRole('button', { name: '是', exact: true }).waitFor();
    return page;
  };

  beforeAll(async () => {
    street = await openStreet();
    const { residents } = street.local.demo;
    const two = residents.find(({ who }) => who.includes('、'));
    const one = residents.find(({ who }) => !who.includes('、'));
    if (two === undefined || one === undefined) throw new Error('the demo street has changed');
    [sharing, alone] = [two.phone, one.phone];
  });
  afterAll(() => street.close());

  it('are changed by one tap, also without a network', async () => {
    const phone = await street.newPhone();
    const page = await signIn(phone, sharing);
    await tap(page, '是');
    await livePicture(page).waitFor();
    const whose = () => page.locator('.whose .switch').innerText();
    const first = await whose();
    const rows = page.getByRole('dialog').getByRole('listitem').getByRole('button');

    await page.locator('.whose .switch').click();
    await rows.filter({ hasText: '放进这部手机' }).click();
    await page.getByRole('heading', { name: '这是您的家吗？' }).waitFor();
    await tap(page, '是');
    await livePicture(page).waitFor();
    const second = await whose();
    expect(second).not.toBe(first);

    await phone.setOffline(true);
    await page.locator('.whose .switch').click();
    await rows.filter({ hasText: '切换到这一位' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await whose()).toBe(first);
    await livePicture(page).waitFor();
    await phone.close();
  });

  it('are had again after one sign-in where the browser has lost everything', async () => {
    const phone = await street.newPhone();
    const before = await phone.newPage();
    await signInResident(street, before, alone);
    const tools = await phone.newCDPSession(before);
    await before.goto('about:blank');
    const { origin } = street.local;
    await tools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await phone.clearCookies();
    await before.close();
    const page = await phone.newPage();
    const codes: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/sign-in/codes')) codes.push(request.url());
    });
    await signInResident(street, page, alone);
    expect(codes).toHaveLength(1);
    await page.reload();
    await livePicture(page).waitFor();
    await phone.close();
  });

  it('are at most five of one resident: the sixth phone is told so, and how to make room', async () => {
    const phone = await street.newPhone();
    const page = await signIn(phone, alone);
    const { origin } = street.local;
    const read = await phone.request.get(`${origin}/api/v1/resident/household`);
    const [resident] = ResidentAccount.parse(await read.json()).residents;
    if (resident === undefined) throw new Error('nobody is behind this number');
    const path = `${origin}/api/v1/resident/residents/${resident.residentId}/pass`;
    const answers: number[] = [];
    for (let n = 0; n < MOST_PHONES; n++) {
      const data = newResidentPhone(resident.residentId).passRequest();
      answers.push((await phone.request.put(path, { data, headers: { origin } })).status());
    }
    expect(answers).toContain(200);

    await tap(page, '是');
    await page.getByText('这位住户登记的手机太多').waitFor();
    await page.getByText('请先移除一台不用的手机').waitFor();
    await tap(page, '这部手机和别的手机');
    const devices = page.getByTestId('devices').getByRole('listitem');
    await devices.first().waitFor();
    expect(await devices.count()).toBe(MOST_PHONES);
    await devices.last().getByRole('button', { name: '不用了，移除' }).click();
    await tap(page, '确定移除');
    await devices.nth(MOST_PHONES - 1).waitFor({ state: 'detached' });
    await tap(page, '返回');
    await tap(page, '是');
    await livePicture(page).waitFor();
    await phone.close();
  });
});
