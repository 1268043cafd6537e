import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createChainStore } from '../../functions/audit/index.ts';
import { openTable, type Table } from '../../functions/platform/table.ts';
import { itemsOf } from '../support/table-items.ts';
import { type Desk, openDesk, signInHere } from './manager.ts';
import { openStreet, type Street } from './street.ts';

const SOON_MS = 60_000;

let street: Street;
let desk: Desk;
let page: Page;
let table: Table;
beforeAll(async () => {
  street = await openStreet();
  desk = await openDesk(street);
  page = desk.page;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const connection = { endpoint: street.local.engineEndpoint, region: 'local', credentials };
  table = openTable({ name: process.env.TABLE_NAME ?? '', ...connection });
});
afterAll(async () => {
  table.documents.destroy();
  await street.close();
});

const verify = async () => {
  await page.getByRole('button', { name: '核验' }).click();
  await page.getByText(/已核验 \d+ 环/).waitFor();
};

it('an auditor sees that the chain holds, reads the day’s facts, and finds a changed record', async () => {
  // What the journeys write into the table by hand carries its facts as everything does.
  await street.silenceNumbers(0);
  const chains = createChainStore(table);
  await vi.waitFor(async () => expect(await chains.listChains()).toContain('cmp_1'), SOON_MS);
  await page.goto(`${street.local.origin}/manager/audit`);
  await signInHere(street, page, street.local.demo.auditor.phone);
  await page.getByRole('heading', { name: '审计', level: 1 }).waitFor();
  await verify();
  await page.getByText('链完整，记录与封存的一致。').waitFor();
  await page.getByRole('cell', { name: '改动' }).first().waitFor();
  expect(await page.getByText(/当日根值/).count()).toBe(1);

  const items = await itemsOf(table);
  const resident = items.find(({ pk, sk }) => pk === 'cmp_1' && /^resident#/.test(String(sk)));
  await table.documents.send(
    new UpdateCommand({
      TableName: table.name,
      Key: { pk: resident?.pk, sk: resident?.sk },
      UpdateExpression: 'SET #name = :name',
      ExpressionAttributeNames: { '#name': 'name' },
      ExpressionAttributeValues: { ':name': '别人' },
    }),
  );
  await vi.waitFor(async () => {
    await verify();
    await page.getByText('1 处改动没有来由', { exact: true }).waitFor({ timeout: 2_000 });
  }, SOON_MS);
  expect(desk.complaints()).toEqual([]);
});
