import type { CompoundId } from '../../shared/ids.ts';
import {
  type FindResidentsRequest,
  type FoundResident,
  type FoundResidents,
  RESIDENTS_PER_PAGE,
} from '../../shared/messages/cards.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { Issuer } from '../platform/signer.ts';
import {
  type RegisterRow,
  type RegisterStore,
  readCursor,
  registerQueryOf,
  writeCursor,
} from '../residents/index.ts';
import { residentPassOf } from './list-resident-passes.ts';
import { isCard, isGood, type Pass } from './pass.ts';
import type { PassStore } from './pass-store.ts';

export type FindResidentsPorts = {
  readonly passes: Pick<PassStore, 'findPassesOfResidents'>;
  readonly register: Pick<RegisterStore, 'listRows'>;
  readonly issuer: Pick<Issuer, 'pointsAt'>;
};

export type FindResidentsInput = FindResidentsRequest & {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly now: number;
};

/**
 * Whose passes and cards stand how: a house's people, a building's, everybody's, or those of a
 * name, by the page. It reads whom the page shows, and their passes.
 */
export async function findResidents(
  ports: FindResidentsPorts,
  { actor, compoundId, house: typed = '', from = 0, cursor, now }: FindResidentsInput,
): Promise<FoundResidents | Failure> {
  if (!mayAct(actor, 'resident.find', compoundId, now)) return fail('not_permitted');
  const query = registerQueryOf({ typed }, 'every');
  if (query === undefined) return fail('invalid_input', { field: 'house' });
  const after = readCursor(cursor, query);
  if (isFailure(after)) return after;

  const leftOut = after === undefined ? from : 0;
  const found = await ports.register.listRows(compoundId, query, {
    most: leftOut + RESIDENTS_PER_PAGE,
    ...(after === undefined ? {} : { after }),
  });
  const page = found.rows.slice(leftOut);
  const passes = await ports.passes.findPassesOfResidents(
    page.map(({ residentId }) => residentId),
    now,
  );
  const points = ports.issuer.pointsAt(now);
  const keys = { nowMs: now, verifies: (keyId: number) => points.has(keyId) };
  const known = leftOut + page.length;
  const more =
    found.next === undefined ? {} : { next: from + page.length, cursor: writeCursor(found.next) };
  return {
    residents: page.map((row) => foundOf(row, passes.get(row.residentId) ?? [], keys)),
    total: found.next === undefined ? known : known + 1,
    ...more,
  };
}

function foundOf(
  { residentId, houseId, houseLabel, maskedName, tie }: RegisterRow,
  passes: readonly Pass[],
  keys: Parameters<typeof isGood>[1],
): FoundResident {
  const phones = passes.filter((pass) => !isCard(pass) && isGood(pass, keys)).length;
  const [card] = passes
    .filter((pass) => isCard(pass) && pass.state !== 'revoked')
    .sort((a, b) => b.issue.at - a.issue.at);
  return {
    residentId,
    houseId,
    houseLabel,
    maskedName,
    tie,
    phones,
    ...(card === undefined ? {} : { card: residentPassOf(card, keys) }),
  };
}
