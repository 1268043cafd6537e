import { type CompoundId, compoundOf } from '../../shared/ids.ts';
import type { OwnDirectory } from '../../shared/messages/directory.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import type { DirectoryStore } from './directory-store.ts';

export type ReadOwnDirectoryPorts = {
  readonly directories: Pick<DirectoryStore, 'findDirectory'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces'>;
};

/** Whom to call, in each compound in which the phone speaks for somebody. */
export async function readOwnDirectory(
  { directories, compounds }: ReadOwnDirectoryPorts,
  { actor }: { readonly actor: ResidentActor },
): Promise<OwnDirectory> {
  const ids: CompoundId[] = [...new Set(actor.residentIds.map(compoundOf))];
  const [places, found] = await Promise.all([
    compounds.findPlaces(ids, []),
    Promise.all(ids.map((id) => directories.findDirectory(id))),
  ]);
  return {
    compounds: ids.map((compoundId, at) => ({
      compoundId,
      compoundName: places.compounds.find((one) => one.compoundId === compoundId)?.name ?? '',
      entries: found[at]?.entries ?? [],
    })),
  };
}
