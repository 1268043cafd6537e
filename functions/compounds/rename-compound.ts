import type { CompoundId } from '../../shared/ids.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type By, type EditPlacesPorts, editorOf, isRefused, type Seen } from './place-editor.ts';

export async function renameCompound(
  { places }: EditPlacesPorts,
  { compoundId, name, version, ...by }: By & Seen & { compoundId: CompoundId; name: string },
): Promise<Seen | Failure> {
  const audit = editorOf(by, compoundId);
  if (isRefused(audit)) return audit;
  const outcome = await places.renameCompound(compoundId, { name, seen: version, audit });
  return outcome === 'changed' ? { version: version + 1 } : fail('state_conflict');
}
