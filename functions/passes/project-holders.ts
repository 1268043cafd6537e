import type { ItemChange } from '../platform/table-stream.ts';
import type { HolderStore } from './holder-store.ts';
import { Pass } from './pass.ts';

const isPassItem = (item: ItemChange['before']): boolean =>
  typeof item?.sk === 'string' && item.sk.startsWith('pass#');

const saysTheSame = (before: Pass | undefined, after: Pass): boolean =>
  before?.passId === after.passId &&
  before.maskedName === after.maskedName &&
  before.building === after.building;

/**
 * Keeps what guards may see of holders in step with the passes. Every change may come more than
 * once: the second time changes nothing. Changes of one item come in order.
 */
export async function projectHolders(holders: HolderStore, change: ItemChange): Promise<void> {
  if (!isPassItem(change.before) && !isPassItem(change.after)) return;
  const before = change.before === undefined ? undefined : Pass.parse(change.before);
  const after = change.after === undefined ? undefined : Pass.parse(change.after);
  if (after === undefined) {
    if (before !== undefined) await holders.removeHolder(before.passId, before.issue.at);
    return;
  }
  if (saysTheSame(before, after)) return;
  const { passId, maskedName, building, issue } = after;
  await holders.recordHolder({ passId, maskedName, building, at: issue.at });
}
