import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comeAsResident, type Holder } from '../../infra/demo/people.ts';
import { streetAt } from '../../infra/demo/street-client.ts';
import { OUT_OF_VIEW_MS } from '../../web/guard/scanner/codes-in-view.ts';
import { clearCamera, showToCamera } from '../support/camera.ts';
import { pictureOf } from '../support/qr-picture.ts';
import {
  hearsOfChange,
  nextCode,
  openShift,
  openStreet,
  type Street,
  suspendEveryPass,
  verdict,
  verdictOf,
} from './street.ts';

const IN_A_ROW = 20;

describe('one after the other at the gate', () => {
  let street: Street;
  let guard: Page;
  let holders: Holder[];

  const spoken = () =>
    guard.evaluate((): string[] => {
      const { heard } = Object(window);
      return heard;
    });
  const show = async (holder: Holder) =>
    showToCamera(guard, await pictureOf(guard, await holder.live()));
  /** An allow is over in a second; what was said of it stays. */
  const saidInAll = (count: number) =>
    guard.waitForFunction((least) => {
      const { heard } = Object(window);
      return heard.length >= least;
    }, count);
  /** The camera has seen nobody for as long as a shaky hand may be out of its picture. */
  async function nobodyStands(page: Page): Promise<void> {
    await clearCamera(page);
    const cleared = await page.evaluate(() => performance.now());
    await page.waitForFunction(
      (since) => performance.now() >= since,
      cleared + OUT_OF_VIEW_MS + 500,
    );
  }
  const waiting = (count: number) => guard.getByText(`后面还有 ${count} 位，已扫好`).waitFor();

  beforeAll(async () => {
    street = await openStreet();
    guard = await (await street.newPhone()).newPage();
    await guard.addInitScript(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      speechSynthesis.speak = ({ text, lang }) => void heard.push(`${lang} ${text}`);
    });
    await openShift(street, guard);
    holders = [];
    for (const { phone } of street.local.demo.residents) {
      holders.push(
        ...(await comeAsResident(streetAt(street.local.origin, { ownAddresses: false }), phone)),
      );
    }
    // The reader is loaded by its first code.
    await showToCamera(guard, await pictureOf(guard, 'https://example.com/first'));
    await verdictOf(guard, 'deny').waitFor();
    await clearCamera(guard);
    await verdict(guard).getByRole('button').click();
    await verdict(guard).waitFor({ state: 'detached' });
  });
  afterAll(() => street.close());

  it('twenty are let in without a touch, each spoken of in Mandarin', async () => {
    const before = (await spoken()).length;
    for (let at = 0; at < IN_A_ROW; at += 1) {
      const holder = holders[at % holders.length];
      if (holder === undefined) throw new Error('nobody lives there');
      // Everybody has come once, and has gone: from here on each comes again with a new code.
      if (at % holders.length === 0) {
        await nobodyStands(guard);
        await nextCode(guard);
      }
      await show(holder);
      await saidInAll(before + at + 1);
      expect((await spoken()).at(-1)).toBe('zh-CN 放行');
    }
    await clearCamera(guard);
    await verdict(guard).waitFor({ state: 'detached' });
    expect(await spoken()).toHaveLength(before + IN_A_ROW);
    await guard.getByText(`待上传 ${IN_A_ROW + 1}`).waitFor();
  });

  it('who comes while a code must be answered is decided then, and shown when it is their turn', async () => {
    await showToCamera(guard, await pictureOf(guard, 'https://example.com/menu'));
    await verdictOf(guard, 'deny').waitFor();
    const [one, two] = holders;
    if (one === undefined || two === undefined) throw new Error('nobody lives there');
    await show(one);
    await waiting(1);
    await show(two);
    await waiting(2);
    await clearCamera(guard);
    const before = (await spoken()).length;
    await verdict(guard).getByRole('button').click();
    await saidInAll(before + 2);
    await verdict(guard).waitFor({ state: 'detached' });
    expect((await spoken()).slice(before)).toEqual(['zh-CN 放行', 'zh-CN 放行']);
  });

  it('a reload brings every open question back, in order', async () => {
    await suspendEveryPass(street);
    await hearsOfChange(guard);
    const names: string[] = [];
    const [one, two] = holders.slice(2);
    if (one === undefined || two === undefined) throw new Error('nobody lives there');
    await show(one);
    await verdictOf(guard, 'ask').waitFor();
    names.push(await verdict(guard).locator('.holder').innerText());
    await show(two);
    await waiting(1);
    await clearCamera(guard);
    await guard.reload();
    await verdictOf(guard, 'ask').waitFor();
    await waiting(1);
    expect(await verdict(guard).locator('.holder').innerText()).toBe(names[0]);
    await verdict(guard).getByRole('button', { name: '不放行' }).click();
    await guard.getByText('后面还有').waitFor({ state: 'detached' });
    await verdict(guard).getByRole('button', { name: '不放行' }).click();
    await verdict(guard).waitFor({ state: 'detached' });
  });
});
