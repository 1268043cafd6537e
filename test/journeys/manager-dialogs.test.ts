import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comeAsManager, comeAsResident, openGate } from '../../infra/demo/people.ts';
import { signIn, streetAt } from '../../infra/demo/street-client.ts';
import type { ScanBatch } from '../../shared/messages/gates.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { cutOff, type Desk, drawnAnew, faultsOn, openConsole, openDesk, SIZES } from './manager.ts';
import { openStreet, type Street } from './street.ts';

const DAY_MS = 86_400_000;
const SILENT_MS = 91 * DAY_MS;

const tomorrow = (): string => shanghaiDay(Date.now() + DAY_MS);

describe('a manager’s questions', () => {
  let street: Street;
  let desk: Desk;

  const dialog = () => desk.page.getByRole('dialog');
  const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
  const cutOffOnPhone = async () => {
    await desk.page.setViewportSize(SIZES.phone);
    await drawnAnew(desk.page);
    const cut = await cutOff(desk.page);
    await desk.page.setViewportSize(SIZES.desktop);
    return cut;
  };
  const asResident = (phone: string) => {
    const people = streetAt(street.local.origin, { ownAddresses: false });
    return signIn(people.newClient(), { audience: 'resident', phone });
  };

  /** One code at two gates that could not hear each other. */
  async function letInTwice(): Promise<void> {
    const { origin, demo } = street.local;
    const people = streetAt(origin, { ownAddresses: false });
    const manager = await comeAsManager(people, demo.manager.phone);
    const guard = people.newClient();
    await signIn(guard, { audience: 'guard', phone: demo.guard.phone });
    const [holder] = await comeAsResident(people, demo.residents[0]?.phone ?? '');
    const code = (await holder?.live()) ?? '';
    for (const { gateId } of demo.gates.slice(0, 2)) {
      const gate = await openGate(people, {
        gateId,
        code: await manager.enrolmentCode(gateId),
        guard,
      });
      const verdict = { outcome: 'allow', reason: 'ok' } as const;
      const scan = { seq: 1, code, direction: 'in', scannedAt: Date.now(), verdict } as const;
      const { shiftId, boot } = gate;
      await gate.upload([{ boot, batch: 1, shiftId, scans: [scan] } satisfies ScanBatch]);
    }
  }

  beforeAll(async () => {
    street = await openStreet();
    desk = await openDesk(street);
    await letInTwice();
    await openConsole(street, desk.page, 'gates');
  });
  afterAll(() => street.close());

  it('until which day a gate is on trial: none is asked for again, and it ends by one tap', async () => {
    const { page } = desk;
    const name = street.local.demo.gates[2]?.name ?? '';
    const choose = async (item: string) => {
      await page.getByRole('button', { name: `更多 ${name}` }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await choose('设为试运行');
    await press('开始试运行');
    await dialog().getByText('请选一天。').waitFor();
    expect(await faultsOn(page, 'trial')).toEqual([]);
    await press('7 天');
    const day = await dialog().getByLabel('最后一天').inputValue();
    expect(day).toBe(shanghaiDay(Date.now() + 7 * DAY_MS));
    await press('开始试运行');
    await dialog().waitFor({ state: 'detached' });
    const gate = page.getByRole('region', { name });
    await gate.getByText(/^试运行到/).waitFor();
    await choose('改试运行日期');
    expect(await dialog().getByLabel('最后一天').inputValue()).toBe(day);
    await press('取消');
    await choose('结束试运行');
    await gate.getByText(/^试运行到/).waitFor({ state: 'detached' });
  });

  it('whether one code let in at two gates is to be stopped, until a day that the pass then says', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: /待复核/ }).click();
    const pairs = page.getByRole('region', { name: '一码两进' });
    await pairs.getByRole('button', { name: '暂停' }).click();
    await dialog().getByLabel('本人要求').check();
    await dialog().getByLabel('暂停到哪天（含当天）').fill(tomorrow());
    expect(await cutOffOnPhone()).toEqual([]);
    await press('暂停');
    await dialog().waitFor({ state: 'detached' });
    await page.getByText(/已暂停.*的通行码，到/).waitFor();

    await page.getByRole('link', { name: '通行码' }).click();
    await page.getByLabel('房屋', { exact: true }).fill('3-2-501');
    await page.getByRole('button', { name: '查找' }).click();
    const owner = page.getByRole('row').filter({ hasText: '业主' });
    await owner.getByRole('button', { name: /查看/ }).click();
    await page.getByRole('cell', { name: /^已暂停/ }).waitFor();
  });

  it('whether a lost card is to be made anew: the new one is on paper at once, the old one is withdrawn', async () => {
    const { page } = desk;
    await page
      .getByRole('checkbox', { name: /^选中 3幢2单元501/ })
      .last()
      .check();
    await page.getByRole('button', { name: '制作并打印出入证' }).click();
    const printed = page.locator('article .number');
    await printed.first().waitFor();
    const lost = (await printed.innerText()).replace(' ', '');
    await page.getByRole('button', { name: '返回' }).click();
    const row = page.getByRole('row').filter({ hasText: lost });
    await row.getByRole('button', { name: /查看/ }).click();
    await page.getByRole('button', { name: `更多 ${lost}` }).click();
    await page.getByRole('menuitem', { name: '挂失并补办…' }).click();
    await dialog().getByText(lost).waitFor();
    // The menu that led here is gone before the page is narrowed beneath it.
    await page.locator('.el-dropdown__popper:visible').waitFor({ state: 'detached' });
    expect(await cutOffOnPhone()).toEqual([]);
    await press('挂失并补办');
    await page.getByRole('heading', { name: '出入证' }).first().waitFor();
    expect((await printed.innerText()).replace(' ', '')).not.toBe(lost);
    await page.getByRole('button', { name: '返回' }).click();
  });

  it('whose a number is that was silent for long: theirs by one tap, not theirs only after a second', async () => {
    const { page } = desk;
    const [first, second] = street.local.demo.residents;
    await street.silenceNumbers(SILENT_MS);
    await asResident(first?.phone ?? '');
    await page.getByRole('link', { name: /待复核/ }).click();
    // What the page has heard lately it shows without asking: up to a minute old.
    await page.reload();
    const numbers = page.getByRole('region', { name: '久未使用的手机号' });
    await numbers.getByRole('button', { name: '是本人' }).first().click();
    await page.getByText(/已确认是.*的号码/).waitFor();
    await numbers.getByText('没有要确认的号码。').waitFor();

    await street.silenceNumbers(SILENT_MS);
    await asResident(second?.phone ?? '');
    await page.reload();
    await numbers.getByRole('button', { name: '不是…' }).first().click();
    expect(await faultsOn(page, 'number')).toEqual([]);
    await press('取消');
    await numbers.getByRole('button', { name: '不是…' }).first().click();
    await press('不再是本人的号码');
    await dialog().waitFor({ state: 'detached' });
    await page.getByText(/这个号码不再是.*的/).waitFor();
  });

  it('were asked under the policy that lets nothing in', () => {
    expect(desk.complaints()).toEqual([]);
  });
});
