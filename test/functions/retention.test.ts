import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RETENTION } from '../../shared/retention-classes.ts';
import { retentionRows } from '../../shared/retention-rows.ts';

const pageOf = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8');

/** Every kind of item, and whether the page gives it a term. */
const kinds = [
  ...pageOf('access-patterns.md').matchAll(/^\| ([^|]+) \| `[^`]+` \| `[^`]+` \|([^|]*)\|$/gm),
].map(([, item = '', kept = '']) => ({ item, hasTerm: kept.trim() !== '' }));

describe('the table of terms', () => {
  it('names the class of every kind of item, each once, and no other', () => {
    const named = Object.values(RETENTION).flatMap(({ items }): string[] => [...items]);
    expect(named.sort()).toEqual(kinds.map(({ item }) => item).sort());
  });

  it('has a term for whatever the page of access patterns gives one', () => {
    const lasting = Object.values(RETENTION)
      .filter((one) => !('ms' in one) && !('from' in one))
      .flatMap(({ items }): string[] => [...items]);
    const withTerm = kinds.filter(({ hasTerm }) => hasTerm).map(({ item }) => item);
    expect(withTerm.filter((item) => lasting.includes(item))).toEqual([]);
  });

  it('stands on its page as it is', () => {
    const rows = [...pageOf('retention.md').matchAll(/^\| (.+) \|$/gm)]
      .map(([, cells = '']) => cells.split('|').map((cell) => cell.trim()))
      .slice(1);
    expect(rows).toEqual(retentionRows());
  });
});
