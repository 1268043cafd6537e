import { readFileSync, writeFileSync } from 'node:fs';
import { licencesIn, licencesPage } from './licences.ts';

const root = new URL('../../', import.meta.url);
const lockfile: unknown = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8'));
writeFileSync(new URL('docs/licences.md', root), licencesPage(licencesIn(lockfile)));
