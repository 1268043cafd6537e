import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundled, bundleFunctions, entryPoints } from '../../infra/bundles/bundle.ts';
import { readPlaces } from '../../infra/bundles/places.ts';

const KB = 1_000;
/** A function is billed for its start, and somebody at a gate waits for it. */
const LARGEST_AT_THE_GATE = 570 * KB;
const LARGEST = 1_100 * KB;

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
