import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Local, startLocal } from '../../infra/local/start-local.ts';

const ROOT = join(import.meta.dirname, '../..');
const TIMEOUT_MS = 120_000;

let folder: string;
let local: Local;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xq-desk-day-'));
  local = await startLocal({ port: 0, dataDir: folder, quiet: true });
});
afterAll(async () => {
  await local.stop();
  rmSync(folder, { recursive: true, force: true });
});

const play = (origin: string) =>
  new Promise<{ exitCode: number | null; said: string }>((resolve) => {
    const args = ['--import', 'tsx', 'infra/demo/play.ts', 'desk', '--origin', origin];
    const playing = execFile(process.execPath, args, { cwd: ROOT }, (_, out, problems) =>
      resolve({ exitCode: playing.exitCode, said: out + problems }),
    );
  });

it(
  'a day of the service desk is played through the public API: 107 requests, and every promise holds',
  async () => {
    const { exitCode, said } = await play(local.origin);
    expect(said).toContain('107 requests');
    expect(said).toContain('every promise held');
    expect(said).not.toContain('✗');
    expect(exitCode).toBe(0);
  },
  TIMEOUT_MS,
);
