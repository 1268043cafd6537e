import { describe, expect, it } from 'vitest';
import { BODY_LIMIT_BYTES } from '../../../functions/platform/app.ts';
import { authenticateAnyone, mountRoute, newApp } from '../../../functions/platform/http.ts';
import { fixedClock, NOON } from '../../support/fixed-clock.ts';
import { errorOf, greetingApp, leave, post, readGate } from './greeting-app.ts';

describe('every answer', () => {
  it('carries the server time and a request id, errors included', async () => {
    const { app } = greetingApp(async () => {
      throw new Error('no');
    });
    const good = '{"names":[]}';
    for (const answer of [
      await app.request('/gates/gat_1_1'),
      await app.request('/nowhere'),
      await app.request('/greetings', post('{')),
      await app.request('/greetings', post(good)),
    ]) {
      expect(answer.headers.get('xq-time')).toBe(String(NOON));
      expect(answer.headers.get('xq-request')).toMatch(/^req_[0-9a-f]{32}$/);
    }
  });

  it('is kept by nobody and shown by no browser as a page', async () => {
    const { headers } = await greetingApp().app.request('/gates/gat_1_1');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('holds only what the answer schema names', async () => {
    const answer = await greetingApp().app.request('/gates/gat_1_1');
    expect(await answer.json()).toEqual({ gateId: 'gat_1_1' });
  });

  it('without a schema has no body', async () => {
    const answer = await greetingApp().app.request('/visit', { method: 'DELETE' });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  });

  it('is 304 without a body for a caller that has this version', async () => {
    const headers = { 'if-none-match': 'W/"v1", "v0"' };
    const answer = await greetingApp().app.request('/gates/gat_1_1', { headers });
    expect([answer.status, await answer.text()]).toEqual([304, '']);
    expect(answer.headers.get('etag')).toBe('"v1"');
  });
});

describe('what was read', () => {
  it('is named by its contents, and sent to nobody who has it', async () => {
    const app = newApp({ clock: fixedClock() });
    let gateId = 'gat_1_1';
    mountRoute(app, {
      endpoint: readGate,
      action: 'keys.read',
      authenticate: authenticateAnyone,
      handle: async () => ({ gateId }),
    });
    const read = (has = '') =>
      app.request('/gates/gat_1_1', { headers: has === '' ? {} : { 'if-none-match': has } });
    const first = await read();
    const etag = first.headers.get('etag') ?? '';
    expect([first.status, await first.json()]).toEqual([200, { gateId }]);
    const same = await read(etag);
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag]);
    gateId = 'gat_1_2';
    const other = await read(etag);
    expect([other.status, await other.json()]).toEqual([200, { gateId }]);
    expect(other.headers.get('etag')).not.toBe(etag);
  });
});

describe('a request that does not fit', () => {
  it.each([
    ['no JSON', '{', undefined],
    ['no body', '', undefined],
    ['a missing field', '{}', 'names'],
    ['a field of another type', '{"names":[{"name":7}]}', 'names.0.name'],
    ['a field that is too long', '{"names":[{"name":"a"},{"name":"123456789"}]}', 'names.1.name'],
    ['an unknown field', '{"names":[{"name":"a","role":"manager"}]}', 'names.0.role'],
    ['too many', '{"names":[{},{},{},{},{}]}', 'names'],
  ])('with %s is refused as invalid_input, naming the field', async (_, body, field) => {
    const answer = await greetingApp().app.request('/greetings', post(body));
    expect(answer.status).toBe(400);
    const error = await errorOf(answer);
    expect(error.code).toBe('invalid_input');
    expect(error.field).toBe(field);
    expect(error.message.zh).not.toBe('');
    expect(error.next.en).not.toBe('');
  });

  it('in bytes that are no text is refused', async () => {
    const body = Uint8Array.of(0x22, 0xff, 0x22);
    const answer = await greetingApp().app.request('/greetings', { method: 'POST', body });
    expect((await errorOf(answer)).code).toBe('invalid_input');
  });

  it('is not repeated back to the caller', async () => {
    const answer = await greetingApp().app.request('/greetings', post('{"names":"13900000001"}'));
    expect(await answer.text()).not.toContain('13900000001');
  });

  it('larger than the limit is refused before it is parsed, whether it says its size or not', async () => {
    const { app } = greetingApp();
    const large = 'x'.repeat(BODY_LIMIT_BYTES + 1);
    const streamed = new Request('http://localhost/greetings', {
      method: 'POST',
      body: new Blob([large]).stream(),
      duplex: 'half',
    });
    for (const answer of [
      await app.request('/greetings', post(large, { 'content-length': String(large.length) })),
      await app.request(streamed),
    ]) {
      expect(answer.status).toBe(413);
      expect((await errorOf(answer)).code).toBe('body_too_large');
    }
  });

  it('may be larger where the route takes a file, and there has its own limit', async () => {
    const { app } = greetingApp();
    const to = (path: string, bytes: number) => {
      const headers = { 'content-length': String(bytes) };
      return app.request(path, { method: 'POST', body: new Uint8Array(bytes).fill(7), headers });
    };
    const copied = await to('/gates/gat_1_1/copies', 100_000);
    expect([copied.status, copied.headers.get('content-type')]).toEqual([
      200,
      'application/octet-stream',
    ]);
    expect(copied.headers.get('content-disposition')).toContain(encodeURIComponent('名单.bin'));
    expect(new Uint8Array(await copied.arrayBuffer())).toEqual(new Uint8Array(100_000).fill(7));
    expect((await to('/gates/gat_1_1/copies', 100_001)).status).toBe(413);
    expect((await to('/gates/gat_1_1', 100_000)).status).toBe(413);
  });

  it('names an id that cannot exist is not found', async () => {
    for (const path of ['/gates/gat_0_1', '/gates/1', '/gates/res_1_0000000000000001']) {
      const answer = await greetingApp().app.request(path);
      expect([answer.status, (await errorOf(answer)).code]).toEqual([404, 'not_found']);
    }
  });

  it('to nowhere is not found in the same form', async () => {
    const answer = await greetingApp().app.request('/nowhere');
    expect([answer.status, (await errorOf(answer)).code]).toEqual([404, 'not_found']);
  });
});

describe('a fault', () => {
  it('tells the caller an id and nothing of what happened, and the log no data', async () => {
    const { app, lines } = greetingApp(async () => {
      throw new Error('resident 王建国 13900000001 not loaded');
    });
    const answer = await app.request('/greetings', post('{"names":[]}'));
    expect(answer.status).toBe(500);
    const error = await errorOf(answer);
    expect(Object.keys(error).sort()).toEqual(['code', 'message', 'next', 'requestId']);
    expect(error.code).toBe('fault');
    const logged = lines.join();
    expect(logged).toContain(error.requestId);
    expect(logged).not.toMatch(/13900000001|王建国/);
  });
});

describe('a write', () => {
  const body = '{"names":[]}';
  const cookie = '__Host-xq-resident=x';
  it.each([
    ['from our own pages', { origin: 'https://gate.example', cookie }, 200],
    ['from the host it is sent to', { origin: 'http://localhost', host: 'localhost' }, 200],
    ['by a program without cookies', {}, 200],
    ['from another site', { origin: 'https://evil.example', cookie }, 403],
    ['from another site without cookies', { origin: 'https://evil.example' }, 403],
    ['from a page that hides its origin', { origin: 'null', cookie }, 403],
    ['with our cookies and no origin', { cookie }, 403],
  ])('%s', async (_, headers, status) => {
    const answer = await greetingApp().app.request('/greetings', post(body, headers));
    expect(answer.status).toBe(status);
    if (status === 403) expect((await errorOf(answer)).code).toBe('origin_refused');
  });
});

describe('behind an edge', () => {
  it('whoever comes past it is refused', async () => {
    const app = newApp({ edgeSecret: 'known to the edge alone' });
    mountRoute(app, {
      endpoint: leave,
      action: 'session.end',
      authenticate: authenticateAnyone,
      handle: async () => undefined,
    });
    const through = { 'xq-edge': 'known to the edge alone' };
    expect((await app.request('/visit', { method: 'DELETE' })).status).toBe(403);
    expect((await app.request('/visit', { method: 'DELETE', headers: through })).status).toBe(204);
  });
});
