import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { servePage } from '../../infra/pages/page-files.ts';

let webDir: string;
beforeAll(() => {
  const outside = mkdtempSync(join(tmpdir(), 'xq-web-'));
  webDir = join(outside, 'web');
  writeFileSync(join(outside, 'secret.json'), '{}');
  for (const [path, text] of [
    ['resident/index.html', 'resident'],
    ['guard/index.html', 'guard'],
    ['manager/index.html', 'manager'],
    ['guard/service-worker.js', 'worker'],
    ['resident/manifest.webmanifest', 'manifest'],
    ['resident/icon-192.png', 'icon'],
    ['assets/index-NIki2Y4n.js', 'script'],
    ['assets/reader-Bb9Mx2Pu.wasm', 'wasm'],
    ['assets/notes.txt', 'text'],
  ] as const) {
    mkdirSync(join(webDir, path, '..'), { recursive: true });
    writeFileSync(join(webDir, path), text);
  }
});

const typeOf = async (path: string) => (await servePage(webDir, path))?.headers.get('content-type');

describe('the built pages', () => {
  it('come with the types that browsers insist on', async () => {
    expect(await typeOf('/resident/')).toBe('text/html; charset=utf-8');
    expect(await typeOf('/assets/index-NIki2Y4n.js')).toBe('text/javascript; charset=utf-8');
    expect(await typeOf('/assets/reader-Bb9Mx2Pu.wasm')).toBe('application/wasm');
    expect(await typeOf('/resident/manifest.webmanifest')).toBe('application/manifest+json');
    expect(await typeOf('/resident/icon-192.png')).toBe('image/png');
  });

  it('answer every address of a page with the page', async () => {
    for (const path of ['/resident/', '/resident/wallet', '/resident/wallet/2']) {
      expect(await (await servePage(webDir, path))?.text()).toBe('resident');
    }
    expect(await (await servePage(webDir, '/manager/gates'))?.text()).toBe('manager');
    expect(await (await servePage(webDir, '/guard/service-worker.js'))?.text()).toBe('worker');
    expect((await servePage(webDir, '/guard'))?.headers.get('location')).toBe('/guard/');
  });

  it('are kept for ever only where the name changes with the content', async () => {
    const kept = async (path: string) =>
      (await servePage(webDir, path))?.headers.get('cache-control');
    expect(await kept('/assets/index-NIki2Y4n.js')).toContain('immutable');
    expect(await kept('/resident/')).toBe('no-cache');
    expect(await kept('/guard/service-worker.js')).toBe('no-cache');
  });

  it('may load, send and be framed by nothing but themselves', async () => {
    const headers = (await servePage(webDir, '/resident/'))?.headers;
    const policy = headers?.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*|https?:/);
    expect(headers?.get('x-content-type-options')).toBe('nosniff');
  });

  it('are all there is: nothing beside them, of another kind, or that does not exist', async () => {
    for (const path of [
      '/../secret.json',
      '/%2e%2e/secret.json',
      '/assets/..%2f..%2fsecret.json',
      '/assets/notes.txt',
      '/assets/none.js',
      '/assets',
      '/',
      '/%00',
      '/%E0%A4%A',
    ]) {
      expect(await servePage(webDir, path)).toBeUndefined();
    }
  });
});
