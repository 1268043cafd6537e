import { compoundOf, type GridId } from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type By, type EditPlacesPorts, editorOf, isRefused, type Seen } from './place-editor.ts';

export async function renameGrid(
  { places }: EditPlacesPorts,
  { gridId, name, version, ...by }: By & Seen & { gridId: GridId; name: string },
): Promise<Seen | Failure> {
  const audit = editorOf(by, compoundOf(gridId));
  if (isRefused(audit)) return audit;
  const outcome = await places.renameGrid(gridId, { name, seen: version, audit });
  return outcome === 'changed' ? { version: version + 1 } : fail('state_conflict');
}
