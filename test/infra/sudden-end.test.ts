import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRunning, ProcessIdentity } from '../../infra/local/process-identity.ts';
import { startLocal } from '../../infra/local/start-local.ts';

const ROOT = join(import.meta.dirname, '../..');

let folder: string;
let program: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xq-sudden-'));
});
afterEach(() => {
  program?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start` without the build, until it says what to open. */
async function startProgram(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'infra/local/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  program = child;
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('Ctrl+C')) break;
  }
  expect(said).toMatch(/http:\/\/localhost:[0-9]+\/resident\//);
  expect(said).toMatch(/[0-9]{4} [0-9]{4} {4}锦苑小区/);
  return child;
}

const engineNoted = (): ProcessIdentity =>
  ProcessIdentity.parse(JSON.parse(readFileSync(join(folder, 'in-use.json'), 'utf8')).engine);

describe('a program that ends', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s takes its engine along', async (signal) => {
    const child = await startProgram();
    const engine = engineNoted();
    child.kill(signal);
    child.kill(signal);
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(isRunning(engine)).toBe(false);
    expect(existsSync(join(folder, 'in-use.json'))).toBe(false);
  });

  it('too suddenly leaves an engine that the next start ends before it uses the data', async () => {
    const child = await startProgram();
    const orphan = engineNoted();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isRunning(orphan)).toBe(true);

    const next = await startLocal({ port: 0, dataDir: folder, quiet: true });
    expect(isRunning(orphan)).toBe(false);
    expect((await fetch(`${next.origin}/api/v1/resident/notice`)).status).toBe(200);
    await next.stop();
  });
});
