import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/**
 * What the schemas carry along and neither a page nor a function uses: turning them into JSON
 * Schema, and English sentences for errors that are shown in our own words. A sixth of what a
 * phone has to load before its first code.
 */
export const UNUSED_OF_ZOD =
  /\/zod\/v4\/(core\/(json-schema-processors|to-json-schema)|locales\/en)\.js$/;

const EXPORTED = /^export (?:const|function) (\w+)/gm;

/** Leaves the names of such a file, so that everything links, and takes the work away. */
export function leanZodSource(path: string): string {
  const source = readFileSync(path, 'utf8');
  const names = [...source.matchAll(EXPORTED)].map(([, name]) => name);
  const stubs = names.map((name) => `export const ${name} = () => () => undefined;`);
  const reexported = /^export \{ (\w+) as process \};/m.exec(source)?.[1];
  if (reexported !== undefined) stubs.push(`export { ${reexported} as process };`);
  if (source.includes('export default')) {
    stubs.push("export default () => ({ localeError: () => 'invalid' });");
  }
  return stubs.join('\n');
}

export function leanZod(): Plugin {
  return {
    name: 'lean-zod',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (UNUSED_OF_ZOD.test(id) ? leanZodSource(id) : undefined),
  };
}
