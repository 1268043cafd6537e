import { type CompoundId, compoundNumberOf, passIdOf, passIndexOf } from '../../shared/ids.ts';
import { indexFreeAt } from './pass.ts';
import type { PassStore } from './pass-store.ts';
import { isRetired } from './status-list.ts';
import type { StatusListStore } from './status-list-store.ts';

/** What one read of passes takes. */
const PASSES_PER_READ = 100;
/** What one condition can name. */
const EXCEPTIONS_PER_WRITE = 25;

function inGroupsOf<Item>(size: number, items: readonly Item[]): Item[][] {
  const groups: Item[][] = [];
  for (let start = 0; start < items.length; start += size) {
    groups.push(items.slice(start, start + size));
  }
  return groups;
}

/**
 * Strikes from a compound's list what has nothing more to tell, so that it stays short and its
 * places come free. Whatever changes meanwhile is left for the next day.
 * @returns how many were struck
 */
export async function retireExceptions(
  { passes, lists }: { readonly passes: PassStore; readonly lists: StatusListStore },
  compound: CompoundId,
  now: number,
): Promise<number> {
  const { exceptions } = await lists.findSource(compound, 0);
  const number = compoundNumberOf(compound);
  let struck = 0;
  for (const group of inGroupsOf(PASSES_PER_READ, [...exceptions])) {
    const ids = group.map(([index]) => passIdOf(number, index));
    const found = await passes.findPasses(ids, now);
    const freeAt = new Map(found.map((pass) => [passIndexOf(pass.passId), indexFreeAt(pass)]));
    const retired = group
      .filter(([index, changes]) => isRetired(changes, freeAt.get(index), now))
      .map(([index, changes]) => ({ index, changes: changes.length }));
    for (const part of inGroupsOf(EXCEPTIONS_PER_WRITE, retired)) {
      if (await lists.retireExceptions(compound, part)) struck += part.length;
    }
  }
  return struck;
}
