import type { CompoundId } from '../../shared/ids.ts';
import type { EditHelpDirectory } from '../../shared/messages/directory.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DirectoryStore } from './directory-store.ts';

/** Writes the whole list, as of the version seen. */
export async function editDirectory(
  { directories }: { readonly directories: Pick<DirectoryStore, 'recordDirectory'> },
  {
    actor,
    compoundId,
    edit: { entries, version },
    now,
  }: {
    readonly actor: StaffActor;
    readonly compoundId: CompoundId;
    readonly edit: EditHelpDirectory;
    readonly now: number;
  },
): Promise<{ version: number } | Failure> {
  if (!mayAct(actor, 'directory.edit', compoundId, now)) return fail('not_permitted');
  const what = { action: 'directory.edit', place: compoundId, purpose: 'places', now } as const;
  const outcome = await directories.recordDirectory(compoundId, entries, {
    seen: version,
    audit: factsOf(actor, what),
  });
  return outcome === 'recorded' ? { version: version + 1 } : fail('state_conflict');
}
