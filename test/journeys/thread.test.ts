import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../shared/gate/outcomes.ts';
import { clearCamera, pointCamera, showToCamera } from '../support/camera.ts';
import {
  nextCode,
  openShift,
  openStreet,
  type Street,
  signInResident,
  verdict,
  verdictOf,
} from './street.ts';

describe('a resident comes home', () => {
  let street: Street;
  let residentPhone: BrowserContext;
  let guardPhone: BrowserContext;
  let resident: Page;
  let guard: Page;

  const uploaded = () => guard.getByText('已全部上传').waitFor();
  const uploadNow = async () => {
    await guard.getByRole('button', { name: /待上传/ }).click();
    await guard.getByRole('button', { name: '立即上传' }).click();
    await guard.getByText('已上传', { exact: true }).waitFor();
    await guard.getByRole('button', { name: '关闭' }).click();
    await uploaded();
  };
  const scanUntil = async (outcome: Outcome) => {
    await nextCode(resident);
    const camera = pointCamera(guard, resident);
    await verdictOf(guard, outcome).waitFor();
    const seen = await verdict(guard).innerText();
    const reason = await verdict(guard).getAttribute('data-reason');
    await camera.stop();
    return { seen, reason };
  };

  beforeAll(async () => {
    street = await openStreet();
    residentPhone = await street.newPhone();
    guardPhone = await street.newPhone();
    resident = await residentPhone.newPage();
    guard = await guardPhone.newPage();
    const [person] = street.local.demo.residents;
    if (person === undefined) throw new Error('the demo street has no residents');
    await signInResident(street, resident, person.phone);
    await openShift(street, guard);
  });
  afterAll(() => street.close());

  it('is let in by the code on the screen, named by no more than a masked name and a building', async () => {
    const { seen, reason } = await scanUntil('allow');
    expect(reason).toBe('ok');
    expect(seen).toContain('放行');
    expect(seen).toMatch(/\*\*\s*\S+幢/);
    expect(seen).not.toMatch(/单元|室|1[3-9][0-9]{9}/);
    await verdict(guard).waitFor({ state: 'detached' });
  });

  it('is recorded exactly once, with the same verdict by device and server', async () => {
    await uploadNow();
    const scans = await street.recordedScans();
    expect(scans).toHaveLength(1);
    expect(scans[0]).toMatchObject({
      direction: 'in',
      class: 'resident',
      device: { outcome: 'allow', reason: 'ok' },
      server: { outcome: 'allow', reason: 'ok' },
    });
  });

  it('is refused by a picture of the code once its slots have passed', async () => {
    const screenshot = await resident.screenshot();
    const shownAt = Date.now();
    // Three slots later, whatever part of its own slot the picture was taken in.
    await guard.waitForFunction((until) => Date.now() > until, shownAt + 15_000);
    await showToCamera(guard, screenshot);
    await verdictOf(guard, 'deny').waitFor();
    expect(await verdict(guard).getAttribute('data-reason')).toBe('stale_code');
    expect(await verdict(guard).innerText()).toContain('此码不可用');
    expect(await verdict(guard).innerText()).toContain('人工通道');
    await clearCamera(guard);
    await verdict(guard).getByRole('button').click();
  });

  it('is let in with both phones offline, and the scan waits on the device until there is a network', async () => {
    const before = (await street.recordedScans()).length;
    await residentPhone.setOffline(true);
    await guardPhone.setOffline(true);
    await resident.getByText('离线可用').waitFor();
    await guard.getByText('没有网络，离线核验中').waitFor();

    const { reason } = await scanUntil('allow');
    expect(reason).toBe('ok');
    expect(await street.recordedScans()).toHaveLength(before);

    await guardPhone.setOffline(false);
    await guard.getByText('网络正常').waitFor();
    await uploadNow();
    const scans = await street.recordedScans();
    expect(scans.filter(({ server }) => server.outcome === 'allow')).toHaveLength(2);
    expect(new Set(scans.map(({ seq, item }) => `${item} ${seq}`)).size).toBe(scans.length);
    await residentPhone.setOffline(false);
  });

  it('keeps the code after a reload, and the guard keeps the shift and the gate', async () => {
    await resident.reload();
    await guard.reload();
    await guard.getByText('已全部上传').waitFor();
    const { reason } = await scanUntil('allow');
    expect(reason).toBe('ok');
  });
});
