import { type CompoundId, compoundNumberOf, type GridId, gridIdOf } from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type By, type EditPlacesPorts, editorOf, isRefused } from './place-editor.ts';

/** The next number is the grid's for ever. */
export async function addGrid(
  { places }: EditPlacesPorts,
  { compoundId, name, ...by }: By & { compoundId: CompoundId; name: string },
): Promise<{ gridId: GridId } | Failure> {
  const audit = editorOf(by, compoundId);
  if (isRefused(audit)) return audit;
  const read = await places.readCompound(compoundId);
  if (read === undefined) return fail('not_found');
  const number = Math.max(0, ...read.grids.map((grid) => grid.number)) + 1;
  const outcome = await places.addGrid({ compoundId, number, name }, audit);
  return outcome === 'added'
    ? { gridId: gridIdOf(compoundNumberOf(compoundId), number) }
    : fail('state_conflict');
}
