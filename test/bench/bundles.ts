import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundled, bundleFunctions, entryPoints } from '../../infra/bundles/bundle.ts';
import { type Figure, median, type Subject } from './figure.ts';

const KB = 1_000;
/** The one that somebody at a gate waits for. */
const AT_THE_GATE = 'guard';
const STARTS = 15;

/** What the entry point asks for, with nothing behind it: no call is made before the first request. */
function environmentIn(folder: string): NodeJS.ProcessEnv {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = { ...privateKey.export({ format: 'jwk' }), kid: 'i1', signsFrom: 0 };
  const keys = join(folder, 'issuer-keys.json');
  writeFileSync(keys, JSON.stringify({ keys: [key], withdrawn: [] }));
  return {
    TABLE_NAME: 'xiaoquma',
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    SERVER_SECRET: Buffer.alloc(32, 7).toString('base64url'),
    ISSUER_KEY: `file:${keys}`,
    PUBLIC_ORIGIN: 'https://gate.example',
    MESSAGES: 'inbox',
  };
}

/** Processor milliseconds of a process that runs this and ends: the clock of a busy machine says less. */
function processorMs(code: string, env: NodeJS.ProcessEnv): number {
  const told = 'const { user, system } = process.cpuUsage(); console.log(user + system);';
  const ran = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `${code}${told}process.exit(0);`],
    { env },
  );
  if (ran.status !== 0) throw new Error(String(ran.stderr));
  return Number(ran.stdout) / 1_000;
}

function startUp({ folder }: Bundled, env: NodeJS.ProcessEnv): { empty: number; gate: number } {
  const load = `await import(${JSON.stringify(join(folder, AT_THE_GATE, 'index.mjs'))});`;
  const turns = Array.from({ length: STARTS }, () => ({
    empty: processorMs('', env),
    gate: processorMs(load, env),
  }));
  return {
    empty: median(turns.map(({ empty }) => empty)),
    gate: median(turns.map(({ gate }) => gate)),
  };
}

async function measure(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'xq-bench-bundles-'));
  try {
    const pages = join(folder, 'web');
    mkdirSync(pages);
    const bundled = await bundleFunctions(join(folder, 'functions'), pages);
    const kb = (name: string) => statSync(join(bundled.folder, name, 'index.mjs')).size / KB;
    const { empty, gate } = startUp(bundled, environmentIn(folder));
    return [
      {
        name: 'bundle.gate.kb',
        value: kb(AT_THE_GATE),
        unit: 'kB',
        target: { atMost: 520 },
        note: 'the guard’s function, minified',
      },
      {
        name: 'bundle.max.kb',
        value: Math.max(...Object.keys(entryPoints()).map(kb)),
        unit: 'kB',
        target: { atMost: 1_100 },
        note: 'the largest of them',
      },
      {
        name: 'startup.gate.ratio',
        value: gate / empty,
        unit: '×',
        target: { atMost: 1.9 },
        note: 'processor time over an empty Node process',
      },
      { name: 'startup.gate.ms', value: gate, unit: 'ms', note: 'of processor time' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const bundles: Subject = { names: ['bundle', 'startup'], measure };
