import type { ResidentId } from '../../shared/ids.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import { Pass } from './pass.ts';
import { PASS_PREFIX } from './pass-keys.ts';

/** Who got a new pass or card among changes of the table; one that is renewed is none. */
export function newHoldersIn(changes: readonly ItemChange[]): ResidentId[] {
  const found = changes.flatMap(({ after }) => {
    const isNew = String(after?.sk).startsWith(PASS_PREFIX) && after?.version === 1;
    return isNew ? [Pass.parse(after).residentId] : [];
  });
  return [...new Set(found)];
}
