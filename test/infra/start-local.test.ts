import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FolderInUse } from '../../infra/local/data-folder.ts';
import { PortTaken } from '../../infra/local/server.ts';
import { type Local, startLocal } from '../../infra/local/start-local.ts';
import { welcome } from '../../infra/local/welcome.ts';
import { groupedCardNumber, isCardNumber } from '../../shared/code/card-number.ts';
import { createCookieJar } from '../support/cookie-jar.ts';

let folder: string;
let local: Local;
const start = (dataDir = folder, port = 0) => startLocal({ port, dataDir, quiet: true });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xq-local-'));
  local = await start();
});
afterAll(async () => {
  await local.stop();
  rmSync(folder, { recursive: true, force: true });
});

const jar = createCookieJar();
async function call(method: string, path: string, body?: object) {
  const answer = await fetch(local.origin + path, {
    method,
    headers: { origin: local.origin, cookie: jar.header() },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  jar.keep(answer);
  return answer;
}
const textAt = async (path: string) => (await call('GET', path)).text();

describe('the whole system on one machine', () => {
  it('says on its first page which pages there are and as whom to open them', async () => {
    const page = await textAt('/');
    for (const link of ['/resident/', '/guard/', '/manager/', '/dev/inbox', '/dev/api']) {
      expect(page).toContain(`href="${link}"`);
    }
    for (const { phone } of [...local.demo.residents, local.demo.guard, local.demo.manager]) {
      expect(page).toContain(phone);
    }
  });

  it('delivers a one-time code into the inbox page, newest first, and signs in with it', async () => {
    const [first] = local.demo.residents;
    const phone = first?.phone ?? '';
    await call('POST', '/api/v1/resident/sign-in/codes', { phone });
    await call('POST', '/api/v1/resident/sign-in/codes', { phone });
    const inbox = await textAt('/dev/inbox');
    expect(inbox).toContain(phone);
    const [newest, older] = [...inbox.matchAll(/class="code"[^>]*>([0-9]{6})</g)].map((m) => m[1]);
    expect(older).toMatch(/^[0-9]{6}$/);
    const answer = await call('POST', '/api/v1/resident/sign-in', { phone, code: newest });
    const [resident] = Object(await answer.json()).residents;
    expect(resident).toMatchObject({
      maskedName: '王**',
      compoundName: '锦苑小区',
      houseLabel: '3幢2单元501',
    });
    expect(resident.household).toHaveLength(4);
  });

  it('answers every audience’s paths by that audience’s function', async () => {
    expect((await call('GET', '/.well-known/jwks.json')).status).toBe(200);
    expect((await call('GET', '/api/v1/resident/notice')).status).toBe(200);
    expect((await call('GET', '/api/v1/manager/gates')).status).toBe(401);
    expect((await call('GET', '/api/v1/gates/gat_1_1/state')).status).toBe(401);
    const nowhere = await call('GET', '/api/v1/nowhere');
    expect(nowhere.status).toBe(404);
    expect(await nowhere.json()).toMatchObject({ error: { code: 'not_found' } });
  });

  it('describes its API in a file for programs and on a page for people', async () => {
    const described = await call('GET', '/api/openapi.json');
    expect(described.headers.get('content-type')).toBe('application/json');
    expect(await described.json()).toMatchObject({ openapi: '3.1.0' });
    expect(await textAt('/dev/api')).toContain('/api/v1/gates/:gateId/scans');
  });

  it('makes enrolment codes as a manager does, each of them new', async () => {
    const codes = [await local.enrolmentCode('gat_1_1'), await local.enrolmentCode('gat_1_1')];
    expect(codes.every((code) => /^[0-9]{8}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBe(2);
  });

  it('offers the number of one printed card to be tried, the same one however often it starts', async () => {
    const [card, again] = [await local.card(), await local.card()];
    expect(isCardNumber(card?.number ?? '')).toBe(true);
    expect(again).toEqual(card);
    const words = welcome({
      origin: local.origin,
      demo: local.demo,
      codes: [],
      card,
      dataDir: folder,
    });
    expect(words).toContain(`${groupedCardNumber(card?.number ?? '')}    ${card?.who}`);
    expect(words).toContain('输入号码');
  });

  it('counts callers by their own address, whatever they say it is', async () => {
    // Twice the limit and one more: also where an hour ends among them, one hour has too many.
    const asked = Array.from({ length: 121 }, (_, n) =>
      fetch(`${local.origin}/api/v1/guard/sign-in/codes`, {
        method: 'POST',
        headers: {
          'x-forwarded-for': `203.0.113.${n}`,
          'cloudfront-viewer-address': `203.0.113.${n}:1`,
        },
        body: JSON.stringify({ phone: `1390005${String(n).padStart(4, '0')}` }),
      }),
    );
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses).toContain(429);
  });

  it('keeps secrets for its owner alone', () => {
    for (const name of ['server-secret', 'issuer-key.json']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    }
  });

  it('refuses to start a second time on the same data, and says where the first one is', async () => {
    const refused = await start().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FolderInUse);
    expect(refused).toMatchObject({ use: { origin: local.origin } });
    expect((await call('GET', '/')).status).toBe(200);
  });

  it('refuses a port that is taken, and leaves nothing behind', async () => {
    const other = mkdtempSync(join(tmpdir(), 'xq-other-'));
    const port = Number(new URL(local.origin).port);
    await expect(start(other, port)).rejects.toBeInstanceOf(PortTaken);
    const again = await start(other);
    await again.stop();
    rmSync(other, { recursive: true });
  });

  it('started again goes on with the same data, keys and sessions', async () => {
    const keys = () => textAt('/.well-known/jwks.json');
    const household = () => textAt('/api/v1/resident/household');
    const before = [await keys(), await household()];
    expect(before[1]).toContain('3幢2单元501');
    const secret = readFileSync(join(folder, 'server-secret'), 'utf8');
    await local.stop();
    local = await start();
    expect([await keys(), await household()]).toEqual(before);
    expect(readFileSync(join(folder, 'server-secret'), 'utf8')).toBe(secret);
  });
});
