import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with the demo's street in it, which nobody uses: journeys copy it. */
    readonly seededFolder: string;
  }
}

const SEED = join(import.meta.dirname, 'seed-folder.ts');

/** Writes the demo's street once; to write it anew for each journey was half of a journey's start. */
export default async function seedFolder(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaoquma-seeded-'));
  await promisify(execFile)(process.execPath, ['--import', 'tsx', SEED, folder]);
  project.provide('seededFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
