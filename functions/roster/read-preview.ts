import { compoundOf, type ImportId } from '../../shared/ids.ts';
import type { RosterDuplicate, RosterError, RosterPreview } from '../../shared/messages/rosters.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { shownPreview } from './roster-import.ts';
import type { ImportNow, RosterStore } from './roster-store.ts';

type Ports = {
  readonly rosters: Pick<RosterStore, 'findImport' | 'listErrors' | 'listDuplicates'>;
};
type Input = { readonly actor: StaffActor; readonly importId: ImportId; readonly now: number };

async function findFor(
  { rosters }: Pick<Ports, 'rosters'>,
  { actor, importId, now }: Input,
): Promise<ImportNow | Failure> {
  if (!mayAct(actor, 'roster.import', compoundOf(importId), now)) return fail('not_permitted');
  return (await rosters.findImport(importId, now)) ?? fail('not_found');
}

/** What a roster says, and how far its import is. */
export async function readPreview(ports: Ports, input: Input): Promise<RosterPreview | Failure> {
  const found = await findFor(ports, input);
  return isFailure(found) ? found : shownPreview(found.stored, found.progress);
}

/** What has to be mended, a page at a time. */
export async function listRosterErrors(
  ports: Ports,
  { page, ...input }: Input & { readonly page: string },
): Promise<{ errors: RosterError[] } | Failure> {
  const found = await findFor(ports, input);
  if (isFailure(found)) return found;
  return { errors: [...(await ports.rosters.listErrors(input.importId, Number(page)))] };
}

/** Who may be there already, a page at a time. */
export async function listRosterDuplicates(
  ports: Ports,
  { page, ...input }: Input & { readonly page: string },
): Promise<{ duplicates: RosterDuplicate[] } | Failure> {
  const found = await findFor(ports, input);
  if (isFailure(found)) return found;
  return { duplicates: [...(await ports.rosters.listDuplicates(input.importId, Number(page)))] };
}
