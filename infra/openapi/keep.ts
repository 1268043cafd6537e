import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { Description } from './compatible.ts';
import { openApiDocument } from './document.ts';

/** `npm run keep-api`, once a release: keeps what its API takes and answers, to be held to. */
const folder = join(import.meta.dirname, '../../test/released');
const { version } = manifest;
const description = Description.parse(openApiDocument(version));
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, `api-${version}.json`),
  `${JSON.stringify({ released: shanghaiDay(Date.now()), ...description })}\n`,
);
