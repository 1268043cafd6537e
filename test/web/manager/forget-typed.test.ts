import { expect, it } from 'vitest';
import { forgetTyped } from '../../../web/manager/app/forget-typed.ts';

it('takes away what the console remembers in a tab, and nothing of others', () => {
  const kept = new Map([
    ['xq-manager-typed#req_1', '说了什么'],
    ['xq-announcement-draft-cmp_1', '{}'],
    ['xq-manager-house', '3-2-501'],
    ['xq-resident', 'theirs'],
  ]);
  // cast: the four things that are asked of a storage here
  const storage = {
    get length() {
      return kept.size;
    },
    key: (at: number) => [...kept.keys()][at] ?? null,
    removeItem: (key: string) => void kept.delete(key),
  } as Storage;
  forgetTyped(() => storage);
  expect([...kept.keys()]).toEqual(['xq-resident']);
});
