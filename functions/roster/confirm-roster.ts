import { compoundOf, type ImportId } from '../../shared/ids.ts';
import {
  type ConfirmRosterRequest,
  ROSTER_PAGE_ROWS,
  type RosterImport,
} from '../../shared/messages/rosters.ts';
import type { PlaceStore } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { NO_PROGRESS, shownImport } from './roster-import.ts';
import type { RosterStore } from './roster-store.ts';

export type ConfirmRosterPorts = {
  readonly rosters: Pick<RosterStore, 'findImport' | 'changeState' | 'listDuplicates'>;
  readonly places: Pick<PlaceStore, 'readCompound'>;
};
export type ConfirmRosterInput = {
  readonly actor: StaffActor;
  readonly importId: ImportId;
  readonly request: ConfirmRosterRequest;
  readonly now: number;
};

/**
 * Lets a roster be imported: from here on it goes through by itself. Refused while one row is in
 * error, and while somebody who may be there already has no answer. Confirmed again, it says how
 * far it is.
 */
export async function confirmRoster(
  { rosters, places }: ConfirmRosterPorts,
  { actor, importId, request, now }: ConfirmRosterInput,
): Promise<RosterImport | Failure> {
  const place = compoundOf(importId);
  if (!mayAct(actor, 'roster.import', place, now)) return fail('not_permitted');
  const found = await rosters.findImport(importId, now);
  if (found === undefined) return fail('not_found');
  const { stored, progress } = found;
  if (stored.state === 'confirmed' || stored.state === 'importing' || stored.state === 'done') {
    return shownImport(stored, progress);
  }
  const { addHouses } = request;
  if (addHouses !== undefined && !mayAct(actor, 'place.edit', place, now)) {
    return fail('not_permitted');
  }
  // A house that is added is an error no more.
  const mended = addHouses === undefined ? 0 : (stored.missing?.rows ?? 0);
  if (stored.errors > mended || stored.rows !== request.rows) return fail('state_conflict');
  const choices = Object.fromEntries(request.choices.map(({ row, choice }) => [row, choice]));
  const { others } = request;
  if (others === undefined && !(await areAnswered(rosters, stored, choices))) {
    return fail('roster_unanswered');
  }
  if (addHouses !== undefined && stored.missing?.buildings.some(({ isNew }) => isNew)) {
    const grids = (await places.readCompound(place))?.grids ?? [];
    const isThere = grids.some(({ number }) => number === addHouses.grid);
    if (!isThere) return fail('invalid_input', { field: 'grid' });
  }
  const audit = factsOf(actor, { action: 'roster.import', place, purpose: 'import', now });
  const answers = {
    choices,
    ...(others === undefined ? {} : { others }),
    ...(addHouses === undefined ? {} : { addHouses }),
  };
  const outcome = await rosters.changeState(stored, { to: 'confirmed', audit, ...answers });
  if (outcome === 'conflict') return fail('state_conflict');
  return shownImport(
    { ...stored, ...answers, state: 'confirmed' },
    { of: 'confirmed', ...NO_PROGRESS },
  );
}

/** Whether every duplicate has a choice of its own. */
async function areAnswered(
  rosters: ConfirmRosterPorts['rosters'],
  { importId, duplicates }: { readonly importId: ImportId; readonly duplicates: number },
  choices: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  for (let page = 0; page * ROSTER_PAGE_ROWS < duplicates; page++) {
    const asked = await rosters.listDuplicates(importId, page);
    if (asked.length === 0 || asked.some(({ row }) => !(row in choices))) return false;
  }
  return true;
}
