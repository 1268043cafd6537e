import { text } from 'node:stream/consumers';
import { build } from './built.ts';
import { entryPoints } from './bundle.ts';
import { readPlaces } from './places.ts';

/** `npm run where -- guard < line`: where in the sources a fault of this commit arose. */
const [name = ''] = process.argv.slice(2);
if (name in entryPoints()) {
  const { functions } = await build();
  process.stdout.write(readPlaces(await text(process.stdin), functions, name));
} else {
  process.stderr.write(`npm run where -- <${Object.keys(entryPoints()).join('|')}>\n`);
  process.exitCode = 1;
}
