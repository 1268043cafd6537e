import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions } from './bundle.ts';

/** The folders of what was built: the pages, and a bundle for each function. */
export type Built = { readonly pages: string; readonly functions: string };

const DIST = join(import.meta.dirname, '../../dist');
const PAGES = join(DIST, 'web');

export class NotBuilt extends Error {
  override readonly name = 'NotBuilt';
}

/**
 * The pages as they were last built, and the functions bundled anew: they take two seconds, and are
 * never older than what is deployed.
 * @throws NotBuilt where there are no pages
 */
export async function build(): Promise<Built> {
  if (!existsSync(PAGES)) throw new NotBuilt('The pages are not built: npm run build');
  const { folder: functions } = await bundleFunctions(join(DIST, 'functions'), PAGES);
  return { pages: PAGES, functions };
}
