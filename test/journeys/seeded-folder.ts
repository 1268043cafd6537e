import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** In the environment of the journeys: a data folder with the demo's street in it, which they copy. */
export const SEEDED_FOLDER = 'XIAOQUMA_SEEDED_FOLDER';

const SEED = join(import.meta.dirname, 'seed-folder.ts');

/** Writes the demo's street once; to write it anew for each journey was half of a journey's start. */
export default async function seedFolder(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaoquma-seeded-'));
  await promisify(execFile)(process.execPath, ['--import', 'tsx', SEED, folder]);
  process.env[SEEDED_FOLDER] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
