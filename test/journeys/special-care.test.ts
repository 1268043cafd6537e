import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../functions/roster/read-workbook.ts';
import { PURPOSE_HEADER } from '../../shared/messages/endpoint.ts';
import { type Desk, faultsOn, openDesk, signInHere } from './manager.ts';
import { openStreet, type Street } from './street.ts';

const OTHER_GRID_WORKER = '13900005556';
const THIRTY_DAYS_MS = 30 * 86_400_000;
const GRANDMOTHERS = /(桂珍|秀英|玉兰|美娣|水娟|月娥|素珍|金花|彩凤)$/;
/** What would give it away, in a page, an answer or a file. */
const TELLS = /独居|lives_alone|"helper"|您是帮手/;

describe('that an elder is looked after', () => {
  let street: Street;
  let elder: { residentId: string; name: string; building: string };
  let community: Desk;
  let helper: Desk;
  let desks: Desk[];

  async function deskOf(phone: string): Promise<Desk> {
    const desk = await openDesk(street);
    await desk.page.goto(`${street.local.origin}/manager/residents`);
    await signInHere(street, desk.page, phone);
    await desk.page.getByRole('heading', { name: '住户', level: 1 }).waitFor();
    return desk;
  }
  async function openPanel(page: Page) {
    await page.goto(`${street.local.origin}/manager/residents/${elder.residentId}`);
    const panel = page.getByRole('complementary').filter({ hasText: '关爱' });
    await panel.getByRole('button', { name: '查看我负责的关爱' }).waitFor();
    return panel;
  }
  /** As the page itself asks, under the session of whoever is signed in to it. */
  const ask = (page: Page, method: string, path: string, body?: unknown, purpose = '') =>
    page.evaluate(
      async ({ url, header, ...init }) => {
        const headers = { 'content-type': 'application/json', ...header };
        const answer = await fetch(url, { ...init, headers });
        return { status: answer.status, text: await answer.text() };
      },
      {
        url: `/api/v1/manager${path}`,
        method,
        header: { [PURPOSE_HEADER]: purpose },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
    );

  beforeAll(async () => {
    street = await openStreet();
    const found = (await street.residents()).find(
      ({ name, building }) => GRANDMOTHERS.test(String(name)) && /^[12]幢$/.test(String(building)),
    );
    elder = {
      residentId: String(found?.residentId),
      name: String(found?.name),
      building: String(found?.building),
    };
    const { demo } = street.local;
    community = await deskOf(demo.communityWorker.phone);
    const given = await ask(community.page, 'POST', '/places/grd_1_1/grants', {
      to: { name: '冯丽', phone: OTHER_GRID_WORKER },
      role: 'grid_worker',
      until: Date.now() + THIRTY_DAYS_MS,
    });
    expect(given.status).toBe(200);
    helper = await deskOf(demo.gridWorker.phone);
    desks = [await deskOf(demo.manager.phone), await deskOf(OTHER_GRID_WORKER)];
  });
  afterAll(() => street.close());

  it('is written by the community worker, who chooses among those who may help', async () => {
    const { page } = community;
    await page.goto(`${street.local.origin}/manager/residents/${elder.residentId}`);
    const panel = page.getByRole('complementary', { name: elder.name });
    await panel.getByRole('button', { name: '指定帮手…' }).click();
    const dialog = page.getByRole('dialog');
    const choice = dialog.getByLabel('帮手', { exact: true });
    const own = choice.locator('option', { hasText: '网格员' }).filter({ hasNotText: '冯**' });
    await own.waitFor({ state: 'attached' });
    expect(await choice.locator('option', { hasText: /物业|保安/ }).count()).toBe(0);
    await dialog.getByRole('button', { name: '指定', exact: true }).click();
    await dialog.getByText('请选择为什么需要关爱。').waitFor();
    expect(await faultsOn(page, 'assigning a helper')).toEqual([]);
    await dialog.getByLabel('为什么需要关爱').selectOption({ label: '独居' });
    await choice.selectOption((await own.getAttribute('value')) ?? '');
    await dialog.getByRole('button', { name: '指定', exact: true }).click();
    await page.getByText(/已指定.\*\*为帮手/).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: '查看我负责的关爱' }).click();
    await panel.getByText('您没有这项权限。').waitFor();
    expect(await panel.innerText()).not.toMatch(TELLS);
    expect(await faultsOn(page, 'a refusal to read it')).toEqual([]);
  });

  it('is seen by the grid worker who helps, when they ask', async () => {
    const { page } = helper;
    const panel = await openPanel(page);
    expect(await page.locator('main').innerText()).not.toMatch(TELLS);
    await panel.getByRole('button', { name: '查看我负责的关爱' }).click();
    await panel.getByText(/独居 · 您是帮手/).waitFor();
    expect(await panel.getByRole('button', { name: '指定帮手…' }).count()).toBe(0);
    expect(await faultsOn(page, 'what a helper sees')).toEqual([]);
  });

  it('is seen by nobody else: not in the list, the panel, the export, nor by the route', async () => {
    const care = `/residents/${elder.residentId}/special-care`;
    for (const { page } of desks) {
      const list = await ask(page, 'POST', '/compounds/cmp_1/register', {}, 'register');
      expect(list.status).toBe(200);
      expect(list.text).not.toMatch(TELLS);
      const { status, text } = await ask(page, 'GET', care, undefined, 'special_care');
      expect([status, text.match(/not_permitted/)?.[0]]).toEqual([403, 'not_permitted']);
      await page.goto(`${street.local.origin}/manager/residents`);
      await page.getByRole('rowheader').first().waitFor();
      expect(await page.locator('main').innerText()).not.toMatch(TELLS);
    }
    const [manager, other] = desks;
    if (manager === undefined || other === undefined) throw new Error('nobody else works here');
    await manager.page.goto(`${street.local.origin}/manager/residents/${elder.residentId}`);
    const shown = manager.page.getByRole('complementary', { name: elder.name });
    await shown.getByText('在住').waitFor();
    expect(await shown.innerText()).not.toMatch(/关爱|独居/);
    const panel = await openPanel(other.page);
    await panel.getByRole('button', { name: '查看我负责的关爱' }).click();
    await panel.getByText('您没有这项权限。').waitFor();
    expect(await panel.innerText()).not.toMatch(TELLS);

    await manager.page.getByRole('link', { name: '住户导入' }).click();
    const download = manager.page.waitForEvent('download');
    await manager.page.getByRole('button', { name: '导出台账' }).click();
    const ledger = await readWorkbook(
      new Uint8Array(await readFile(await (await download).path())),
    );
    expect(JSON.stringify(ledger)).toContain(elder.building);
    expect(JSON.stringify(ledger)).not.toMatch(/关爱|独居|lives_alone/);
    await manager.page.goto(`${street.local.origin}/manager/care`);
    await manager.page.getByText('请联系社区，由社区授权并指定您做帮手').waitFor();
    expect(await manager.page.getByText('not_permitted').count()).toBe(0);
    expect(await faultsOn(manager.page, 'a page that is not theirs')).toEqual([]);
    for (const desk of [community, helper, ...desks]) expect(desk.complaints()).toEqual([]);
  });
});
