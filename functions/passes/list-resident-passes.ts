import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import type { ResidentPass } from '../../shared/messages/cards.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { Issuer } from '../platform/signer.ts';
import { isCard, isGood, type Pass } from './pass.ts';
import type { PassStore } from './pass-store.ts';

export type ListResidentPassesPorts = {
  readonly passes: Pick<PassStore, 'findPassesOfResident'>;
  readonly issuer: Pick<Issuer, 'pointsAt'>;
};

export type ListResidentPassesInput = {
  readonly actor: StaffActor;
  readonly residentId: ResidentId;
  readonly now: number;
};

/** Every pass of a resident, on phones and on paper, the newest first, for whoever manages them. */
export async function listResidentPasses(
  { passes, issuer }: ListResidentPassesPorts,
  { actor, residentId, now }: ListResidentPassesInput,
): Promise<{ passes: ResidentPass[] } | Failure> {
  if (!mayAct(actor, 'pass.list', compoundOf(residentId), now)) {
    return fail('not_permitted');
  }
  const found = await passes.findPassesOfResident(residentId, now);
  const points = issuer.pointsAt(now);
  const keys = { nowMs: now, verifies: (keyId: number) => points.has(keyId) };
  return {
    passes: found.passes
      .map((pass) => residentPassOf(pass, keys))
      .sort((a, b) => b.addedAt - a.addedAt),
  };
}

/** A page of the release before knows the reasons that somebody can choose. */
function reasonOf(
  reason: NonNullable<Pass['stateChange']>['reason'],
): Pick<ResidentPass, 'reason' | 'tenancyOver'> {
  if (reason === undefined) return {};
  return reason === 'tenancy_over' ? { tenancyOver: true } : { reason };
}

export function residentPassOf(pass: Pass, keys: Parameters<typeof isGood>[1]): ResidentPass {
  const { passId, state, stateChange, addedAt, issue, expires } = pass;
  return {
    passId,
    kind: isCard(pass) ? 'card' : 'phone',
    ...(isCard(pass) ? { number: pass.cardNumber } : {}),
    state,
    ...(stateChange === undefined ? {} : { changedAt: stateChange.at }),
    ...reasonOf(stateChange?.reason),
    addedAt: addedAt ?? issue.at,
    expires,
    good: isGood(pass, keys),
  };
}
