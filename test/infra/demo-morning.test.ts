import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Local, startLocal } from '../../infra/local/start-local.ts';

const ROOT = join(import.meta.dirname, '../..');
/** A share of each compound: nine people, one of them with a card. */
const RESIDENTS = 7;
const TIMEOUT_MS = 120_000;

let folder: string;
let local: Local;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xq-morning-'));
  local = await startLocal({ port: 0, dataDir: folder, quiet: true });
});
afterAll(async () => {
  await local.stop();
  rmSync(folder, { recursive: true, force: true });
});

const play = (origin: string) =>
  new Promise<{ exitCode: number | null; said: string }>((resolve) => {
    const args = ['--import', 'tsx', 'infra/demo/play.ts', '--origin', origin];
    const playing = execFile(
      process.execPath,
      [...args, '--residents', String(RESIDENTS)],
      { cwd: ROOT },
      (_, out, problems) => resolve({ exitCode: playing.exitCode, said: out + problems }),
    );
  });

it(
  'a morning is played through the public API, and every promise holds',
  async () => {
    const { exitCode, said } = await play(local.origin);
    expect(said).toContain('every promise held');
    expect(said).toContain('printed card, number typed');
    expect(said).not.toContain('✗');
    expect(exitCode).toBe(0);
  },
  TIMEOUT_MS,
);

it('without a street to play on it says what to start, and ends as failed', async () => {
  const { exitCode, said } = await play('http://localhost:1');
  expect(said).toContain('npm start');
  expect(exitCode).toBe(2);
});
