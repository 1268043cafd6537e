import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
} from '@playwright/test';

const ROOT = join(import.meta.dirname, '../..');
const PACKAGE = '@sparticuz/chromium';

/** The package ships its libraries only to what it takes for this runtime. */
const RUNTIME_WITH_LIBRARIES = 'AWS_Lambda_nodejs22.x';

/**
 * The browser is unpacked once a machine and release. It is unpacked beside its place and then
 * renamed into it, so that test files that start together never run half a browser.
 */
async function unpackedBrowser(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve(PACKAGE);
  const { version } = JSON.parse(await readFile(join(entry, '../../../package.json'), 'utf8'));
  const place = join(tmpdir(), `xiaoquma-chromium-${version}`);
  if (existsSync(join(place, 'chromium'))) return place;
  const staging = await mkdtemp(`${place}.`);
  await promisify(execFile)(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `await (await import('${PACKAGE}')).default.executablePath()`,
    ],
    {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: RUNTIME_WITH_LIBRARIES },
    },
  );
  await rename(staging, place).catch(async (lost: unknown) => {
    await rm(staging, { recursive: true });
    if (!existsSync(join(place, 'chromium'))) throw lost;
  });
  return place;
}

/** As a container or a closed network needs it; the browser's own security stays on. */
const ARGS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--disable-gpu',
];

/** @param options.args added to those that the machine needs */
async function onThisMachine(options: LaunchOptions): Promise<LaunchOptions> {
  const args = [...ARGS, ...(options.args ?? [])];
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== '') return { ...options, args, executablePath: named };
  const place = await unpackedBrowser();
  const libraries = [join(place, 'al2023/lib'), process.env.LD_LIBRARY_PATH];
  return {
    ...options,
    args,
    executablePath: join(place, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: libraries.filter(Boolean).join(':'),
      ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(place, 'fonts') }),
      ...options.env,
    },
  };
}

/**
 * A real Chromium for tests: the one that `CHROME_PATH` names, or the one inside the npm package.
 * Whoever launches it closes it.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch(await onThisMachine(options));
}

/**
 * The same with one profile that lies on the disk, as a phone's does: what a page keeps, compiled
 * scripts among it, is read from there. A profile in memory compiles them at every visit.
 */
export async function launchProfile(
  folder: string,
  profile: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...profile, ...(await onThisMachine({})) });
}
