import type { BrowserContext, Page } from '@playwright/test';
import type { Outcome } from '../../shared/gate/outcomes.ts';
import { clearCamera, showToCamera } from '../support/camera.ts';
import { pictureOf } from '../support/qr-picture.ts';
import { verdict, verdictOf } from './street.ts';

type Said = { readonly reason: string | null; readonly said: string };

/** What a guard does at the page, and nothing that a guard could not do. */
export type GuardDesk = {
  /** Holds a code before the camera until the page has said what it thinks of it. */
  scan(code: string, expected: Outcome): Promise<Said>;
  picture(code: string): Promise<Buffer>;
  /** As `scan`, with a picture that is there already. */
  hold(picture: Buffer, expected: Outcome): Promise<Said>;
  /** Answers what stands on the screen by the button of this name, and waits until it is gone. */
  answer(name: string): Promise<void>;
  /** An allow is over by itself. */
  over(): Promise<void>;
  typeNumber(number: string): Promise<void>;
  letInByLane(house: string, name: string): Promise<void>;
  openByHand(reason: string, building?: string): Promise<void>;
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
  /** From the open sheet of what waits: sends it, and closes the sheet. */
  sendNow(): Promise<void>;
  /** Waits until the server has everything. */
  uploaded(): Promise<void>;
};

export function guardDesk(phone: BrowserContext, guard: Page): GuardDesk {
  const button = (name: string) => guard.getByRole('button', { name, exact: true });
  const picture = (code: string) => pictureOf(guard, code);
  const hold = async (shown: Buffer, expected: Outcome): Promise<Said> => {
    await showToCamera(guard, shown);
    await verdictOf(guard, expected).waitFor();
    const said = await verdict(guard).innerText();
    const reason = await verdict(guard).getAttribute('data-reason');
    await clearCamera(guard);
    return { reason, said };
  };
  const over = () => verdict(guard).waitFor({ state: 'detached' });
  const sendNow = async () => {
    const now = button('立即上传');
    await now.or(guard.getByText('都已上传。')).waitFor();
    if (await now.isVisible()) {
      await now.click();
      await guard.getByText('已上传', { exact: true }).waitFor();
    }
    await button('关闭').click();
  };
  return {
    scan: async (code, expected) => hold(await picture(code), expected),
    picture,
    hold,
    async answer(name) {
      await verdict(guard).getByRole('button', { name, exact: true }).click();
      await over();
    },
    over,
    sendNow,
    async typeNumber(number) {
      await button('输入号码').click();
      for (const digit of number) await button(digit).click();
      await verdict(guard).waitFor();
    },
    async letInByLane(house, name) {
      await button('人工通道').click();
      await guard.getByLabel('房号').fill(house);
      await guard.getByLabel('姓', { exact: true }).fill(name);
      const sheet = guard.getByRole('dialog', { name: '人工通道' });
      await sheet.getByRole('button', { name: /^放行 / }).click();
      await guard.getByText(/已记下：住户没带手机/).waitFor();
    },
    async openByHand(reason, building) {
      await button('手动放行').click();
      await button(reason).click();
      if (building !== undefined) {
        await guard.getByLabel('去几幢？').fill(building);
        await button('放行').click();
      }
      const what = building === undefined ? reason : `访客，去 ${building} 幢`;
      await guard.getByText(`已记下：${what}`).waitFor();
    },
    async goOffline() {
      await phone.setOffline(true);
      await guard.getByText('没有网络，离线核验中').waitFor();
    },
    async goOnline() {
      await phone.setOffline(false);
      await guard.getByText('网络正常').waitFor();
    },
    async uploaded() {
      await guard.getByRole('button', { name: /待上传|已全部上传/ }).click();
      await sendNow();
      await guard.getByText('已全部上传').waitFor();
    },
  };
}
