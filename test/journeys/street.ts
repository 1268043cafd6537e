import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { House } from '../../functions/compounds/compound.ts';
import { BELIEVED_MS } from '../../functions/compounds/compound-versions.ts';
import { createCompoundStore } from '../../functions/compounds/index.ts';
import { type StoredScan, unpackScans } from '../../functions/gates/stored-scan.ts';
import { advanceTenancies, createTenancyStore } from '../../functions/houses/index.ts';
import { Tenancy } from '../../functions/houses/tenancy.ts';
import { createPassStore, createTenancyPasses } from '../../functions/passes/index.ts';
import { operatorFacts } from '../../functions/platform/audit.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { createResidentStore } from '../../functions/residents/index.ts';
import { type Local, startLocal } from '../../infra/local/start-local.ts';
import type { Outcome } from '../../shared/gate/outcomes.ts';
import { newResidentId } from '../../shared/ids.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays } from '../../shared/time/shanghai-days.ts';
import { SLOT_MS, slotAt } from '../../shared/time/slot.ts';
import { launchBrowser } from '../support/browser.ts';
import { giveCamera } from '../support/camera.ts';
import { SEEDED_FOLDER } from './seeded-folder.ts';

export const PHONE_SIZE = { width: 360, height: 740 };

/** A street of its own for one file of journeys: server, engine, browser, all real. */
export type Street = {
  readonly local: Local;
  readonly browser: Browser;
  /** A phone of somebody's own: nothing is shared with another context. */
  newPhone(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Every scan that the table holds, with the item it stands in. */
  recordedScans(): Promise<(StoredScan & { readonly item: string })[]>;
  /** Every opening by hand that the table holds. */
  recordedOpenings(): Promise<Record<string, unknown>[]>;
  /** Every shift that the table holds, in the order in which they began. */
  recordedShifts(): Promise<Record<string, unknown>[]>;
  /** Every batch of scans that the table holds. */
  recordedBatches(): Promise<{ shiftId: unknown; count: number }[]>;
  /** Every pass in the table. */
  passIds(): Promise<string[]>;
  /** Every resident of the first compound, as the table holds them. */
  residents(): Promise<Record<string, unknown>[]>;
  /** What the houses of the first compound are called, in the order of the building's floors. */
  houseLabels(): Promise<string[]>;
  /** So many people live in the first compound then, the new ones without phones. */
  settle(people: number): Promise<void>;
  /** Every number was recorded, used and confirmed this long ago at the latest. */
  silenceNumbers(ms: number): Promise<void>;
  /** Every tenancy of the first compound had its last day yesterday, and the night's run has been. */
  endTenancies(): Promise<void>;
  close(): Promise<void>;
};

/**
 * @param options.webDir where the built pages are served from, if not from where they are built
 * @param options.args for the browser, beside those that every machine needs
 */
export async function openStreet({
  args = [],
  ...pages
}: {
  webDir?: string;
  args?: string[];
} = {}): Promise<Street> {
  const dataDir = await mkdtemp(join(tmpdir(), 'xiaoquma-journey-'));
  const seeded = process.env[SEEDED_FOLDER];
  if (seeded !== undefined) await cp(seeded, dataDir, { recursive: true });
  const local = await startLocal({ port: 0, dataDir, quiet: true, ...pages });
  const browser = await launchBrowser({ args });
  const client = new DynamoDBClient({
    endpoint: local.engineEndpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const documents = DynamoDBDocumentClient.from(client);
  const itemsOf = async (kind: string) => {
    const { TableNames: [TableName] = [] } = await client.send(new ListTablesCommand());
    const { Items = [] } = await documents.send(
      new ScanCommand({
        TableName,
        FilterExpression: 'begins_with(sk, :kind)',
        ExpressionAttributeValues: { ':kind': kind },
      }),
    );
    return Items;
  };
  return {
    local,
    browser,
    newPhone: (options) =>
      browser.newContext({ viewport: PHONE_SIZE, locale: 'zh-CN', ...options }),
    recordedScans: async () =>
      (await itemsOf('batch#')).flatMap(({ pk, sk, scans }) =>
        unpackScans(scans).map((scan) => ({ ...scan, item: `${pk} ${sk}` })),
      ),
    recordedOpenings: () => itemsOf('opening#'),
    recordedShifts: async () =>
      (await itemsOf('shift#')).sort((one, other) => (one.shiftId < other.shiftId ? -1 : 1)),
    recordedBatches: async () =>
      (await itemsOf('batch#')).map(({ shiftId, scans }) => ({
        shiftId,
        count: unpackScans(scans).length,
      })),
    passIds: async () => (await itemsOf('pass#')).map(({ passId }) => String(passId)),
    residents: async () => (await itemsOf('resident#')).filter(({ pk }) => pk === 'cmp_1'),
    houseLabels: async () =>
      (await itemsOf('house#'))
        .filter(({ pk }) => pk === 'cmp_1')
        .map((item) => House.parse(item).label)
        .sort(),
    settle: async (people) => {
      const { TableNames: [name = ''] = [] } = await client.send(new ListTablesCommand());
      const residents = createResidentStore({ name, documents });
      const ofCompound = ({ pk }: Record<string, unknown>) => pk === 'cmp_1';
      const [home] = (await itemsOf('house#')).filter(ofCompound);
      const place = House.parse(home);
      const { houseId } = place;
      const there = (await itemsOf('resident#')).filter(ofCompound).length;
      const audit = operatorFacts('test', 'register', Date.now());
      const newcomers = Array.from({ length: people - there }, () => ({
        residentId: newResidentId(1, randomBytes(10)),
        houseId,
        name: '张三丰',
        maskedName: '张**',
        tie: 'family' as const,
        class: 'resident' as const,
        building: '1幢',
      }));
      await Promise.all(
        newcomers.map((resident) => residents.registerResident({ resident, place }, audit)),
      );
    },
    silenceNumbers: async (ms) => {
      const { TableNames: [TableName] = [] } = await client.send(new ListTablesCommand());
      const at = Date.now() - ms;
      const ofNumbers = ({ pk }: Record<string, unknown>) => String(pk).startsWith('phone#');
      const links = (await itemsOf('resident#')).filter(ofNumbers);
      const seen = (await itemsOf('seen')).filter(ofNumbers);
      const audit = operatorFacts('test', 'register', Date.now());
      const silent = [
        // With its facts and the version that follows, as every write of one: else it is sealed as
        // one that nobody can explain.
        ...links.map(({ confirmed: _, version, ...link }) => ({
          ...link,
          recordedAt: at,
          audit,
          version: Number(version) + 1,
        })),
        ...seen.map((item) => ({ ...item, at })),
      ];
      for (const Item of silent) await documents.send(new PutCommand({ TableName, Item }));
    },
    endTenancies: async () => {
      const { TableNames: [name = ''] = [] } = await client.send(new ListTablesCommand());
      const table = { name, documents };
      const now = Date.now();
      const tenancies = createTenancyStore(table);
      for (const item of (await itemsOf('tenancy#')).filter(({ pk }) => pk === 'cmp_1')) {
        const before = Tenancy.parse(item);
        const today = shanghaiDay(now);
        const version = before.version + 1;
        const after = { ...before, to: addDays(today, -1), due: today, version };
        await tenancies.changeTenancy(before, after);
      }
      const ports = {
        tenancies,
        residents: createResidentStore(table),
        compounds: createCompoundStore(table),
        passes: createTenancyPasses(createPassStore(table)),
      };
      await advanceTenancies(ports, 'cmp_1', now);
    },
    close: async () => {
      client.destroy();
      await browser.close();
      await local.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** The newest one-time code for a number, read where a person reads it: in the inbox. */
export async function codeFor(street: Street, phone: string): Promise<string> {
  const reader = await street.browser.newPage();
  try {
    await reader.goto(`${street.local.origin}/dev/inbox`);
    const message = reader.getByRole('listitem').filter({ hasText: phone }).first();
    const [code] = /^[0-9]{6}$/m.exec(await message.innerText()) ?? [];
    if (code === undefined) throw new Error(`no code has arrived for ${phone}`);
    return code;
  } finally {
    await reader.close();
  }
}

export const livePicture = (page: Page) => page.getByRole('img', { name: /通行码/ });

/** From the notice to the live code. */
export async function signInResident(street: Street, page: Page, phone: string): Promise<void> {
  await page.goto(`${street.local.origin}/resident/`);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: '用手机号登录' }).click();
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByLabel('6 位验证码').waitFor();
  await page.getByLabel('6 位验证码').fill(await codeFor(street, phone));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { name: '这是您的家吗？' }).waitFor();
  await page.getByRole('button', { name: '是', exact: true }).click();
  await livePicture(page).waitFor();
}

/** From an empty browser to an open shift at the first gate, before a camera that is shown pictures. */
export async function openShift(street: Street, page: Page): Promise<void> {
  await giveCamera(page);
  await enrolAndStartShift(street, page);
}

/** From an empty browser to an open shift at the first gate, with whatever camera there is. */
export async function enrolAndStartShift(street: Street, page: Page): Promise<void> {
  await enrolAndSignIn(street, page);
  await putPinOff(page);
}

/** The guard sets no PIN for taking over, this time. */
export async function putPinOff(page: Page): Promise<void> {
  const offer = page.getByRole('dialog', { name: '设一个接班密码' });
  await offer.getByRole('button', { name: '关闭' }).click();
  await offer.waitFor({ state: 'detached' });
}

/** From an empty browser to an open shift whose guard is asked for a PIN. */
export async function enrolAndSignIn(street: Street, page: Page): Promise<void> {
  const { demo, origin, enrolmentCode } = street.local;
  const [gate] = demo.gates;
  if (gate === undefined) throw new Error('the demo street has no gate');
  await page.goto(`${origin}/guard/`);
  await page.getByLabel('登记码').fill(await enrolmentCode(gate.gateId));
  await page.getByRole('button', { name: '登记这台设备' }).click();
  await page.getByLabel('手机号').fill(demo.guard.phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByText('验证码已发送').waitFor();
  await page.getByLabel('验证码', { exact: true }).fill(await codeFor(street, demo.guard.phone));
  await page.getByRole('button', { name: '开始当班' }).click();
  await page.getByText('时钟已校准').waitFor();
}

/** Waits for a code that no camera has seen: one showing of a code lets in once. */
export async function nextCode(resident: Page): Promise<void> {
  const slot = slotAt(Date.now());
  await resident.waitForFunction(([seen, slotMs]) => Math.floor(Date.now() / slotMs) > seen, [
    slot,
    SLOT_MS,
  ] as const);
}

export const verdict = (page: Page) => page.getByRole('alertdialog');
export const verdictOf = (page: Page, outcome: Outcome) =>
  page.locator(`[role=alertdialog][data-outcome=${outcome}]`);

/**
 * A guard's page asks for its documents when it starts; the server looks at most once a second
 * for what has changed.
 */
export async function hearsOfChange(guard: Page): Promise<void> {
  const place = guard.url();
  // Nothing that the page asks from here on is an answer to what has changed.
  await guard.goto('about:blank');
  await guard.waitForFunction((from) => Date.now() > from, Date.now() + BELIEVED_MS);
  const asked = guard.waitForResponse((answer) => answer.url().endsWith('/state'));
  await guard.goto(place);
  await (await asked).finished();
}

/** As the compound's manager does it: signed in, through the public API. */
export async function suspendEveryPass(street: Street): Promise<void> {
  const office = await street.browser.newPage();
  const { origin, demo } = street.local;
  await office.goto(`${origin}/dev/inbox`);
  const post = (path: string, method: string, body: unknown) =>
    office.evaluate(
      async ([url, verb, sent]) => {
        const answer = await fetch(url, {
          method: verb,
          headers: { 'content-type': 'application/json' },
          body: sent,
        });
        if (!answer.ok) throw new Error(`${verb} ${url}: ${answer.status}`);
      },
      [path, method, JSON.stringify(body)] as const,
    );
  const { phone } = demo.manager;
  await post('/api/v1/manager/sign-in/codes', 'POST', { phone });
  const code = await codeFor(street, phone);
  await post('/api/v1/manager/sign-in', 'POST', { phone, code });
  for (const passId of await street.passIds()) {
    const change = { state: 'suspended', reason: 'lost_device' };
    await post(`/api/v1/manager/passes/${passId}/state`, 'PUT', change);
  }
  await office.close();
}
