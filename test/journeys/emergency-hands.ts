import type { Page } from '@playwright/test';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays, startOfShanghaiDay } from '../../shared/time/shanghai-days.ts';
import { type laboratory, resultOf } from '../functions/health/laboratory.ts';
import type { Street } from './street.ts';

type Laboratory = Awaited<ReturnType<typeof laboratory>>;
const DAYS = 10;

/** As the page itself would ask. */
export const call = (page: Page, method: string, path: string, body?: unknown) =>
  page.evaluate(
    async ([how, where, what]) => {
      const headers = { 'content-type': 'application/json' };
      const sent = what === undefined ? {} : { body: JSON.stringify(what) };
      const answer = await fetch(`/api/v1${where}`, { method: how, headers, ...sent });
      return { status: answer.status, body: await answer.json().catch(() => undefined) };
    },
    [method, path, body] as const,
  );

/** What a community declares in its compound, with a laboratory whose results count. */
export function declarationOf(lab: Laboratory) {
  const today = shanghaiDay(Date.now());
  const last = addDays(today, DAYS);
  const measures = ['registration', 'isolation_care', 'trip_quota'];
  return {
    key: '0123456789abcdef',
    mode: 'real',
    event: '呼吸道传染病疫情',
    document: {
      number: '青政疫〔2026〕1号',
      authority: '青枫区人民政府',
      level: 'county',
      issuedOn: today,
      scope: ['cmp_1'],
      measures,
      until: last,
    },
    scope: ['cmp_1'],
    measures,
    tripsPerDay: 1,
    until: startOfShanghaiDay(addDays(last, 1)),
    feeds: [lab.pinned],
  };
}

/** A laboratory sends a positive result of whoever goes by this code. */
export async function sendPositive(
  { local }: Street,
  lab: Laboratory,
  { emergencyId, code }: { readonly emergencyId: string; readonly code: string },
): Promise<number> {
  const jws = await lab.sign({
    iss: lab.name,
    batch: '20261127-1',
    revision: 1,
    results: [resultOf(code, Date.now())],
  });
  const sent = await fetch(`${local.origin}/api/v1/emergencies/${emergencyId}/feed`, {
    method: 'POST',
    headers: { 'content-type': 'application/jose' },
    body: jws,
  });
  return sent.status;
}

/** Two offices are asked to make a contact of somebody, until five days from now. */
export const contactOf = (residentId: string) => ({
  residents: [residentId],
  fromList: false,
  finding: 'close_contact',
  reason: 'close_contact_confirmed',
  reference: '青疾控流调〔2026〕8号',
  expiresAt: startOfShanghaiDay(addDays(shanghaiDay(Date.now()), 5)),
});

/** By its reference and a case, nothing else. */
export async function followStatus(auditor: Page, { local }: Street, statusName: string) {
  await auditor.goto(`${local.origin}/manager/status-chains`);
  await auditor.getByLabel(/^查证编号/).fill(statusName);
  await auditor.getByLabel(/^案号/).fill('青审〔2026〕3号');
  await auditor.getByRole('button', { name: '查看', exact: true }).click();
  await auditor.getByRole('heading', { name: '封存的事实' }).waitFor();
}
