import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { globSync } from 'tinyglobby';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bundled, bundleFunctions, entryPoints } from '../../infra/bundles/bundle.ts';
import { CAUGHT, lean } from '../../infra/bundles/lean.ts';
import { readPlaces } from '../../infra/bundles/places.ts';
import { startAwsPeer } from '../support/aws-peer.ts';

const ROOT = join(import.meta.dirname, '../..');
const KB = 1_000;
/** A function is billed for its start, and somebody at a gate waits for it. */
const LARGEST_AT_THE_GATE = 520 * KB;
const LARGEST = 900 * KB;

let folder: string;
let bundled: Bundled;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xq-bundles-'));
  const pages = join(folder, 'web');
  mkdirSync(pages);
  writeFileSync(join(pages, 'index.html'), 'the page');
  bundled = await bundleFunctions(join(folder, 'functions'), pages);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (name: string) => join(bundled.folder, name, 'index.mjs');

describe('what a function brings along', () => {
  it.each(Object.keys(entryPoints()))('%s is one file, no larger than it may be', (name) => {
    const bytes = statSync(fileOf(name)).size;
    expect(bytes).toBeLessThanOrEqual(name === 'guard' ? LARGEST_AT_THE_GATE : LARGEST);
  });

  it.each(Object.keys(entryPoints()))('%s holds nothing that only others need', (name) => {
    const files = Object.keys(bundled.contentsOf(name)).join('\n');
    expect(files).not.toMatch(/credential-provider-(?!env)|nested-clients|event-streams\/event/);
    expect(files).not.toMatch(/element-plus|\/vue|playwright|aws-cdk/);
  });

  it('the stream and the schedules ask neither for keys nor for messages', () => {
    for (const name of ['table-stream', 'daily', 'resume-passes']) {
      expect(Object.keys(bundled.contentsOf(name)).join('\n')).not.toMatch(
        /client-(kms|sns|secrets-manager)/,
      );
    }
  });

  it('each error that a verb looks at is known to its client', () => {
    const sources = globSync('functions/**/*.ts', { cwd: ROOT, absolute: true });
    const named = sources
      .map((file) => readFileSync(file, 'utf8'))
      .filter((source) => source.includes('@aws-sdk/client-'))
      .flatMap((source) => [...source.matchAll(/instanceof (\w+)/g)].map(([, name = '']) => name))
      .filter((name) => !/^(Error|Uint8Array|\w+ServiceException)$/.test(name));
    expect([...new Set(named)].sort()).toEqual(CAUGHT);
  });

  it('an error that nobody looks at keeps its name, and is tried again where it says so', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
    const outfile = join(folder, 'secret-store.mjs');
    await build({
      entryPoints: [join(ROOT, 'functions/platform/secret-store.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
      plugins: [lean(ROOT)],
    });
    const { openSecretStore }: typeof import('../../functions/platform/secret-store.ts') =
      await import(outfile);
    const refusals = ['ThrottlingException', 'ResourceNotFoundException'];
    const peer = await startAwsPeer(() => ({
      status: 400,
      body: JSON.stringify({ __type: refusals.shift(), message: 'no such secret' }),
    }));
    try {
      const store = openSecretStore({ endpoint: peer.endpoint, region: 'local' });
      await expect(store.read('arn')).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'no such secret',
        $metadata: { httpStatusCode: 400 },
      });
    } finally {
      await peer.stop();
      vi.unstubAllEnvs();
    }
    expect(peer.calls).toHaveLength(2);
  });

  it('the gate’s function knows no word of notifications, which it sends to nobody', () => {
    expect(Object.keys(bundled.contentsOf('guard'))).not.toContain(
      'shared/notifications/sentences.ts',
    );
  });

  it('a fault’s place in a bundle is told as a place in the sources', () => {
    const text = readFileSync(fileOf('guard'), 'utf8');
    const at = text.indexOf('no issuer key signs at this time');
    const before = text.slice(0, at).split('\n');
    const line = `at x (file:///var/task/index.mjs:${before.length}:${(before.at(-1) ?? '').length})`;
    expect(readPlaces(line, bundled.folder, 'guard')).toMatch(
      /^at x \(functions\/platform\/issuer\.ts:\d+:\d+\)$/,
    );
  });
});
