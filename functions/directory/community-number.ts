import { isOpen } from '../../shared/directory/help-directory.ts';
import type { CompoundId } from '../../shared/ids.ts';
import type { DirectoryStore } from './directory-store.ts';

/**
 * By which number of an office the community is reached now: one that answers at this hour before one
 * that does not, then as they are listed. Nobody's own number stands in a directory.
 */
export async function communityNumber(
  { directories }: { readonly directories: Pick<DirectoryStore, 'findDirectory'> },
  compound: CompoundId,
  now: number,
): Promise<string | undefined> {
  const found = await directories.findDirectory(compound);
  const community = found?.entries.filter(({ need }) => need === 'community') ?? [];
  return (community.find((entry) => isOpen(entry, now)) ?? community[0])?.phone;
}
