import type { CompoundId } from '../../shared/ids.ts';
import type { HelpDirectory } from '../../shared/messages/directory.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DirectoryStore } from './directory-store.ts';

/** The list as whoever edits it sees it. */
export async function readDirectory(
  { directories }: { readonly directories: Pick<DirectoryStore, 'findDirectory'> },
  {
    actor,
    compoundId,
    now,
  }: { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number },
): Promise<HelpDirectory | Failure> {
  if (!mayAct(actor, 'directory.edit', compoundId, now)) return fail('not_permitted');
  return (await directories.findDirectory(compoundId)) ?? { entries: [], version: 0 };
}
