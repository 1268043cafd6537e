import { ECDH } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { OUTCOMES, REASONS } from '../../shared/gate/outcomes.ts';
import { launchBrowser } from '../support/browser.ts';
import type { TestEngine } from '../support/engine.ts';
import type { Gatehouse } from '../support/gatehouse.ts';
import { GATES } from '../support/gates.ts';
import { openOwnGatehouse } from '../support/own-gatehouse.ts';
import { RESIDENTS } from '../support/street.ts';
import { expectedOf, readVectors } from '../vectors/play-vector.ts';
import type { Vector } from '../vectors/vector.ts';

const PAGE = join(import.meta.dirname, '../../docs/verifier.html');
const Verdicts = z.array(
  z.array(z.strictObject({ outcome: z.enum(OUTCOMES), reason: z.enum(REASONS) })),
);

/** Each vector at one gate, from an empty memory, by the page's own `decide`. */
const PLAYED = (vectors: readonly Vector[]) => `Promise.all(${JSON.stringify(vectors)}.map(
  async ({ earlier, text, issuerKeys, gate, gateSecret, time, list, direction, uses }) => {
    const keys = new Map();
    for (const [kid, point] of Object.entries(issuerKeys)) keys.set(kid, await keyOfPoint(unhex(point)));
    const bits = list === null ? undefined : await inflated(unb64(list.lst));
    const scan = { keys, gate, gateSecret: unhex(gateSecret), direction, uses: uses ?? undefined,
      list: list === null ? undefined : { bits, ageMs: list.ageMs },
      memory: { letIn: new Map(), tooOld: new Map() } };
    const verdicts = [];
    for (const one of [...earlier, { text, nowMs: time.nowMs }]) {
      const at = { nowMs: one.nowMs, grade: time.grade };
      const { outcome, reason } = await decide({ ...scan, text: one.text, time: at });
      verdicts.push({ outcome, reason });
    }
    return verdicts;
  }))`;

function jwksOf(point: string): string {
  const whole = ECDH.convertKey(point, 'prime256v1', 'hex', 'base64url', 'uncompressed');
  const bytes = Buffer.from(String(whole), 'base64url');
  const [x, y] = [bytes.subarray(1, 33), bytes.subarray(33)].map((half) =>
    half.toString('base64url'),
  );
  return JSON.stringify({ keys: [{ kid: 'i1', kty: 'EC', crv: 'P-256', x, y }] });
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

let page: Page;
let asked: string[];
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(String(pathToFileURL(PAGE)));
  return () => page.close();
});

const fill = async (fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [id, text] of Object.entries(fields)) await page.locator(`#${id}`).fill(text);
  await page.getByRole('button').click();
};
const verdict = () => page.locator('#said h2');
const marks = async () =>
  (await page.locator('#said li').allInnerTexts()).map((text) => text.slice(0, 1)).join('');

describe('the verifier’s page, opened from disk', () => {
  it('is one file of at most 200 lines, and asks no network for anything', async () => {
    const source = await readFile(PAGE, 'utf8');
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
    expect(source).not.toMatch(/<(link|img|iframe)|src=|@import|\bfetch\(|https?:/);
    expect(asked).toEqual([String(pathToFileURL(PAGE))]);
  });

  it('reaches every verdict of the test vectors', async () => {
    const vectors = readVectors();
    const verdicts = Verdicts.parse(await page.evaluate(PLAYED(vectors)));
    const differing = vectors.flatMap((vector, n) => {
      const [said, expected] = [JSON.stringify(verdicts[n]), JSON.stringify(expectedOf(vector))];
      return said === expected ? [] : [`${vector.name}: ${said}`];
    });
    expect(differing).toEqual([]);
    expect(verdicts.length).toBe(vectors.length);
  });

  it('without a gate’s state it says what the code alone shows, and what it leaves open', async () => {
    const [vector] = readVectors();
    if (vector === undefined) throw new Error('there are no vectors');
    const keys = jwksOf(vector.issuerKeys.i1 ?? '');
    await fill({ code: vector.text, keys, at: new Date(vector.time.nowMs).toISOString() });
    await expect.poll(() => verdict().innerText()).toBe('码是真的');
    expect(await marks()).toBe('✓✓✓✓–✓–✓––––––✓');

    await fill({ code: vector.text.replace('W5', 'W6'), keys });
    await expect.poll(() => verdict().innerText()).toBe('此码不可用');
    await fill({ code: vector.text, keys: 'not JSON' });
    await expect.poll(() => page.locator('#said').innerText()).toContain('cannot be read');
  });
});

describe('the verifier’s page with a real street’s code, keys and gate state', () => {
  let engine: TestEngine;
  let house: Gatehouse;
  beforeAll(async () => {
    ({ engine, house } = await openOwnGatehouse());
  });
  afterAll(() => engine.stop());

  it('judges as the gate judges, each step in words', async () => {
    const device = await house.deviceAt(GATES.east);
    const state = await house.call('guard', 'GET', `/api/v1/gates/${GATES.east}/state`, { device });
    const jwks = await house.call('keys', 'GET', '/.well-known/jwks.json');
    const phone = await house.phoneOf(RESIDENTS.mother);
    const given = {
      code: phone.showAt(house.clock()),
      keys: JSON.stringify(jwks.body),
      state: JSON.stringify(state.body),
    };
    const at = (offMs: number) => new Date(house.clock() + offMs).toISOString();
    await fill({ ...given, at: at(0) });
    await expect.poll(() => verdict().innerText()).toBe('放行');
    expect(await marks()).toBe('✓'.repeat(15));

    await fill({ ...given, at: at(20_000) });
    await expect.poll(() => verdict().innerText()).toBe('此码不可用');
    expect(await page.locator('#said').innerText()).toContain('五秒时段：码已过期');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(360);

    const { rules, ...rest } = JSON.parse(given.state);
    const forged = { ...rest, rules: rules.replace(/....$/, 'AAAA') };
    await fill({ ...given, state: JSON.stringify(forged), at: at(0) });
    await expect.poll(() => page.locator('#said').innerText()).toContain('不是该签的人签的');
    expect(asked.length).toBe(1);
  });
});
