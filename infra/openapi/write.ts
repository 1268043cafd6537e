import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { openApiDocument } from './document.ts';

/** Part of the build: the description lies beside the pages and is served as they are. */
const out = new URL('../../dist/web/api/', import.meta.url);
const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
await mkdir(out, { recursive: true });
await writeFile(new URL('openapi.json', out), JSON.stringify(openApiDocument(version)));
