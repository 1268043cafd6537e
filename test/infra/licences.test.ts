import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { licencesIn, licencesPage } from '../../infra/supply/licences.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const all = licencesIn(JSON.parse(read('package-lock.json')));

/** They ask for nothing but their notice, of whoever ships them. */
const PERMISSIVE = new Set([
  'MIT',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
]);

describe('the licences of what we build on', () => {
  it('every package says under which licence it comes', () => {
    expect(all.filter(({ licence }) => licence === 'unknown')).toEqual([]);
  });

  it('what reaches a server or a phone asks for nothing but its notice', () => {
    const isPermissive = (licence: string) =>
      licence.split(/ OR |[()]/).some((one) => PERMISSIVE.has(one));
    const others = all.filter(({ licence, isShipped }) => isShipped && !isPermissive(licence));
    expect(others).toEqual([]);
  });

  it('docs/licences.md is what `npm run licences` writes', () => {
    expect(read('docs/licences.md')).toBe(licencesPage(all));
  });
});
