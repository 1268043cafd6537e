import { compoundOf, type GridId } from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type By, type EditPlacesPorts, editorOf, isRefused, type Seen } from './place-editor.ts';
import { gridNumberOf } from './place-keys.ts';

/** A grid goes only while no building belongs to it. */
export async function removeGrid(
  { places }: EditPlacesPorts,
  { gridId, version, ...by }: By & Seen & { gridId: GridId },
): Promise<undefined | Failure> {
  const compoundId = compoundOf(gridId);
  const audit = editorOf(by, compoundId);
  if (isRefused(audit)) return audit;
  const read = await places.readCompound(compoundId);
  const holds = read?.buildings.some(({ grid }) => grid === gridNumberOf(gridId));
  if (holds === true) return fail('place_not_empty');
  const outcome = await places.removeGrid(gridId, version);
  return outcome === 'removed' ? undefined : fail('state_conflict');
}
