import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Figure } from './figure.ts';

const ROOT = join(import.meta.dirname, '../..');

export type Described = Readonly<Record<string, Omit<Figure, 'name' | 'value'>>>;

/** What a program of its own measures: it prints one JSON object of figures by name. */
export async function figuresOf(program: string, described: Described): Promise<Figure[]> {
  const args = ['--import', 'tsx', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  const measured = z.record(z.string(), z.number()).parse(JSON.parse(stdout));
  return Object.entries(described).map(([name, more]) => {
    const value = measured[name];
    if (value === undefined) throw new Error(`${name} was not measured`);
    return { name, value, ...more };
  });
}
