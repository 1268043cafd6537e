import { writeFileSync } from 'node:fs';
import { vectorFiles } from './vector-files.ts';

/** `npx tsx test/vectors/make-vectors.ts` writes the same files every time. */
for (const [name, content] of Object.entries(vectorFiles())) {
  writeFileSync(new URL(name, import.meta.url), content);
}
