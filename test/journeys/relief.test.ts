import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clearCamera, giveCamera, pointCamera } from '../support/camera.ts';
import {
  codeFor,
  enrolAndSignIn,
  nextCode,
  openStreet,
  putPinOff,
  type Street,
  signInResident,
  verdict,
  verdictOf,
} from './street.ts';

/** 15 mm of glass for a thumb in a glove. */
const THUMB_PX = 80;
const PIN = '804213';
const WRONG = '804214';
const NOTE = '3幢快递柜在修，送货放门卫室';

describe('the next guard, with the network gone', () => {
  let street: Street;
  let phone: BrowserContext;
  let guard: Page;
  let resident: Page;

  const button = (name: string | RegExp) =>
    guard.getByRole('button', { name, exact: typeof name === 'string' });
  const enter = async (pin: string) => {
    for (const digit of pin) await button(digit).click();
  };
  const handOver = async (note = '') => {
    await button('交接班').click();
    await guard.getByLabel(/给下一班的话/).fill(note);
    await button('结束当班').click();
  };
  const scan = async () => {
    await nextCode(resident);
    const camera = pointCamera(guard, resident);
    await verdictOf(guard, 'allow').waitFor();
    const seen = await verdict(guard).innerText();
    await camera.stop();
    await clearCamera(guard);
    await verdict(guard).waitFor({ state: 'detached' });
    return seen;
  };
  const openCourier = async () => {
    await button('手动放行').click();
    await button('快递/外卖').click();
    await guard.getByText(/已记下：快递\/外卖/).waitFor();
  };
  const signIn = async (number: string) => {
    await guard.getByLabel('手机号').fill(number);
    await button('获取验证码').click();
    await guard.getByText('验证码已发送').waitFor();
    await guard.getByLabel('验证码', { exact: true }).fill(await codeFor(street, number));
    await button('开始当班').click();
    await guard.getByText('时钟已校准').waitFor();
  };

  beforeAll(async () => {
    street = await openStreet();
    phone = await street.newPhone();
    guard = await phone.newPage();
    await giveCamera(guard);
    const residentPhone = await street.newPhone();
    resident = await residentPhone.newPage();
    const [person] = street.local.demo.residents;
    if (person === undefined) throw new Error('the demo street has no residents');
    await signInResident(street, resident, person.phone);
    await enrolAndSignIn(street, guard);
  });
  afterAll(() => street.close());

  it('was offered a PIN after signing in, and set it in two rounds of six digits', async () => {
    await guard.getByRole('dialog', { name: '设一个接班密码' }).waitFor();
    await enter('123456');
    await guard.getByText('太容易猜，请换 6 位数字。').waitFor();
    for (const key of ['1', '5', '0', '删除']) {
      const box = await button(key).boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(THUMB_PX);
      expect(box?.width).toBeGreaterThanOrEqual(THUMB_PX);
    }
    await enter(PIN);
    await guard.getByText('再输入一次').waitFor();
    await enter(PIN);
    await guard.getByRole('dialog').waitFor({ state: 'detached' });
    await handOver();
    await guard.getByRole('heading', { name: '开始当班' }).waitFor();
  });

  it('takes over by PIN with the word that was left, the names, and no dead end', async () => {
    const { guard: second } = street.local.demo;
    // The guard of the other shift: hired right after the first.
    await signIn(String(Number(second.phone) + 1));
    await putPinOff(guard);
    await scan();
    await phone.setOffline(true);
    await guard.getByText('没有网络，离线核验中').waitFor();
    await openCourier();
    await handOver(NOTE);
    await guard.getByText('没有网络，接班用密码').waitFor();
    await button('紧急放行').waitFor();
    await button('不登录，先只扫码').waitFor();
    await guard.reload();
    await button(/\*\*/).click();
    await enter(WRONG);
    await guard.getByText('密码不对，还可试 4 次。').waitFor();
    await enter(PIN);
    await guard.getByText(NOTE).waitFor();
    expect(await scan()).toMatch(/\*\*\s*\S+幢/);
    await openCourier();
  });

  it('keeps the shift and the names over a reload, still without a network', async () => {
    await guard.reload();
    await guard.getByText(/待上传/).waitFor();
    expect(await scan()).toMatch(/\*\*\s*\S+幢/);
  });

  it('is on record under their own name once there is a network, and the one before under theirs', async () => {
    await phone.setOffline(false);
    await expect
      .poll(async () => (await street.recordedShifts()).length, { timeout: 30_000 })
      .toBe(3);
    const [first, before, relief] = await street.recordedShifts();
    expect(relief).toMatchObject({ staffId: first?.staffId, reliefOf: before?.shiftId });
    expect(before?.staffId).not.toBe(first?.staffId);
    expect(before?.endedAt).toBeLessThanOrEqual(Number(relief?.startedAt));
    await button(/待上传|已全部上传/).click();
    // By now the page may have sent them by itself.
    await button('立即上传').or(guard.getByText('都已上传。')).click();
    await guard.getByText('已全部上传').waitFor();
    await button('关闭').click();
    await expect.poll(street.recordedOpenings, { timeout: 30_000 }).toHaveLength(2);
    const openings = await street.recordedOpenings();
    expect(openings.map(({ shiftId }) => shiftId).sort()).toEqual(
      [before?.shiftId, relief?.shiftId].sort(),
    );
    const scans = (await street.recordedBatches()).flatMap(({ shiftId, count }) =>
      Array.from({ length: count }, () => shiftId),
    );
    expect(scans.sort()).toEqual([before?.shiftId, relief?.shiftId, relief?.shiftId].sort());
    // The shift's own key has come, and the names with it.
    expect(await scan()).toMatch(/\*\*\s*\S+幢/);
  });

  it('has no PIN to set where nobody has said who is on duty', async () => {
    await phone.setOffline(true);
    await handOver();
    await button('不登录，先只扫码').click();
    await guard.getByText('没有网络，离线核验中').waitFor();
    await phone.setOffline(false);
    await guard.getByText('没有网络，离线核验中').waitFor({ state: 'detached' });
    await button('交接班').click();
    await button('结束当班').waitFor();
    expect(await guard.getByRole('button', { name: /接班密码/ }).count()).toBe(0);
  });
});
