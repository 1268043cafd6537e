import { expect, it } from 'vitest';
import { namedIn, usersOf, wordCatalogues } from './word-catalogues.ts';

// A key that some other string happens to name is not found; none is accused that a page says.
it('nothing is said in a catalogue that no page says', () => {
  const catalogues = wordCatalogues();
  expect(catalogues.filter(({ keys }) => keys.length === 0)).toEqual([]);
  const unused = catalogues.flatMap((catalogue) => {
    const isNamed = namedIn(usersOf(catalogue));
    return catalogue.keys.filter((key) => !isNamed(key)).map((key) => `${catalogue.file} ${key}`);
  });
  expect(unused).toEqual([]);
});
