import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Figure, Subject } from './figure.ts';

const ROOT = join(import.meta.dirname, '../..');

type Described = Omit<Figure, 'name' | 'value'>;
const DESCRIBED: Readonly<Record<string, Described>> = {
  'page.resident.kbGzip': { unit: 'kB', target: { atMost: 90 }, note: 'JavaScript to first code' },
  'page.resident.offlineMs': {
    unit: 'ms',
    target: { atMost: 1000 },
    note: 'to the code, offline, CPU slowed four times',
  },
  'page.guard.kbGzip': {
    unit: 'kB',
    note: 'JavaScript to the open scanner, without the reader’s WebAssembly',
  },
  'page.manager.kbGzip': { unit: 'kB', note: 'JavaScript to the gates, after signing in' },
  'camera.frameToVerdict.p95Ms': {
    unit: 'ms',
    target: { atMost: 150 },
    note: 'first frame with the code to verdict on screen, 20 scans',
  },
  'camera.reader.frameMs': { unit: 'ms', note: 'a frame of 1280 × 720 to the worker and back' },
};

/** What only a browser can say, from the pages as they were last built. */
export const pages: Subject = {
  names: ['page', 'camera.frameToVerdict', 'camera.reader.frameMs'],
  measure: async () => {
    const args = ['--import', 'tsx', 'test/journeys/figures.ts'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
    const measured = z.record(z.string(), z.number()).parse(JSON.parse(stdout));
    return Object.entries(DESCRIBED).map(([name, described]) => {
      const value = measured[name];
      if (value === undefined) throw new Error(`${name} was not measured`);
      return { name, value, ...described };
    });
  },
};
