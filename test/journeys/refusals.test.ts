import type { Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clearCamera, pointCamera, showToCamera } from '../support/camera.ts';
import { pictureOf } from '../support/qr-picture.ts';
import {
  hearsOfChange,
  nextCode,
  openShift,
  openStreet,
  type Street,
  signInResident,
  suspendEveryPass,
  verdict,
  verdictOf,
} from './street.ts';

describe('a guard reads a code that does not let in', () => {
  let street: Street;
  let resident: Page;
  let guard: Page;

  const clear = async () => {
    await clearCamera(guard);
    await verdict(guard).getByRole('button').last().click();
    await verdict(guard).waitFor({ state: 'detached' });
  };
  const said = async () => ({
    outcome: await verdict(guard).getAttribute('data-outcome'),
    reason: await verdict(guard).getAttribute('data-reason'),
    words: await verdict(guard).innerText(),
  });

  beforeAll(async () => {
    street = await openStreet();
    resident = await (await street.newPhone()).newPage();
    guard = await (await street.newPhone()).newPage();
    const [person] = street.local.demo.residents;
    if (person === undefined) throw new Error('the demo street has no residents');
    await signInResident(street, resident, person.phone);
    await openShift(street, guard);
  });
  beforeEach(() => clearCamera(guard));
  afterAll(() => street.close());

  it('says that a stranger’s QR is no code of this system, and names the no-phone lane', async () => {
    await showToCamera(guard, await pictureOf(guard, 'https://example.com/menu?table=7'));
    await verdict(guard).waitFor();
    const { outcome, reason, words } = await said();
    expect([outcome, reason]).toEqual(['deny', 'malformed']);
    expect(words).toContain('此码不可用');
    expect(words).toContain('人工通道');
    await clear();
  });

  it('refuses the same showing of a code a second time, and lets the next one in', async () => {
    // Early in its slot, so that what follows fits into the ten seconds that it lives.
    await nextCode(resident);
    const screenshot = await resident.screenshot();
    await showToCamera(guard, screenshot);
    await verdictOf(guard, 'allow').waitFor();
    await clearCamera(guard);
    await verdict(guard).waitFor({ state: 'detached' });
    // Out of sight long enough to be another showing, soon enough to be the same slot.
    const gone = Date.now();
    await guard.waitForFunction((until) => Date.now() > until, gone + 2_500);
    await showToCamera(guard, screenshot);
    await verdictOf(guard, 'deny').waitFor();
    expect((await said()).reason).toBe('replayed');
    await clear();

    await nextCode(resident);
    const camera = pointCamera(guard, resident);
    await verdictOf(guard, 'allow').waitFor();
    await camera.stop();
    await verdict(guard).waitFor({ state: 'detached' });
  });

  it('asks about a suspended pass until the guard decides, and shows the same in English', async () => {
    await suspendEveryPass(street);
    await hearsOfChange(guard);
    await guard.getByText('名单 刚刚更新').waitFor();
    await nextCode(resident);
    const camera = pointCamera(guard, resident);
    await verdictOf(guard, 'ask').waitFor();
    await camera.stop();
    const { reason, words } = await said();
    expect(reason).toBe('suspended');
    expect(words).toContain('请核实');
    expect(words).toContain('核实是住户');
    await verdict(guard).getByRole('button', { name: '不放行' }).click();
    await verdict(guard).waitFor({ state: 'detached' });

    await guard.getByRole('button', { name: 'English' }).click();
    await guard.getByText('Clock set').waitFor();
    await nextCode(resident);
    const again = pointCamera(guard, resident);
    await verdictOf(guard, 'ask').waitFor();
    await again.stop();
    expect((await said()).words).toContain('Confirm the resident, then let in');
  });
});
