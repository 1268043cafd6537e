import type { CompoundId, ImportId } from '../../shared/ids.ts';
import {
  type ListRegisterRequest,
  REGISTER_PAGE,
  type RegisteredResident,
  type RegisterPage,
} from '../../shared/messages/register.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { buildingsSeen } from './buildings-seen.ts';
import { readCursor, writeCursor } from './register-cursor.ts';
import { registerQueryOf } from './register-query.ts';
import { isChild, type RegisterRow } from './register-row.ts';
import type { RegisterStore } from './register-store.ts';

/** Rosters that are at work: whom they make is being imported, until all of them are there. */
export type RunningImports = {
  runningImports(compound: CompoundId, nowMs: number): Promise<readonly ImportId[]>;
};

export type ListRegisterPorts = {
  readonly imports: RunningImports;
  readonly register: Pick<RegisterStore, 'listRows'>;
  readonly compounds: Pick<CompoundStore, 'listBuildings'>;
};

export type ListRegisterInput = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly request: ListRegisterRequest;
  readonly now: number;
};

/** Who lives in a compound, or in the buildings that are somebody's to look after, by the page. */
export async function listRegister(
  ports: ListRegisterPorts,
  { actor, compoundId, request, now }: ListRegisterInput,
): Promise<RegisterPage | Failure> {
  const seen = await buildingsSeen(ports, { actor, action: 'register.read', compoundId, now });
  if (seen !== 'every' && seen.length === 0) return fail('not_permitted');
  const running = await ports.imports.runningImports(compoundId, now);
  const query = registerQueryOf(request, seen, running);
  if (query === undefined) return fail('invalid_input', { field: 'typed' });
  const after = readCursor(request.cursor, query);
  if (isFailure(after)) return after;
  const { rows, next } = await ports.register.listRows(compoundId, query, {
    most: REGISTER_PAGE,
    ...(after === undefined ? {} : { after }),
  });
  return {
    residents: rows.map((row) => shownOf(row, { now, running })),
    ...(next === undefined ? {} : { cursor: writeCursor(next) }),
  };
}

function shownOf(
  row: RegisterRow,
  { now, running }: { readonly now: number; readonly running: readonly ImportId[] },
): RegisteredResident {
  const { residentId, houseId, houseLabel, maskedName, tie, since, importId } = row;
  const isImporting = importId !== undefined && running.includes(importId);
  return {
    residentId,
    houseId,
    houseLabel,
    maskedName,
    tie,
    class: row.class,
    isChild: isChild(row, now),
    state: isImporting ? 'importing' : row.state,
    ...(since === undefined ? {} : { since }),
  };
}
