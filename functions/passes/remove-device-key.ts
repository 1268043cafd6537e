import type { PassId, ResidentId } from '../../shared/ids.ts';
import type { RemoveDeviceKeyRequest } from '../../shared/messages/device-keys.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { notOwn } from './not-own.ts';
import { isCard, isOfLostDevice } from './pass.ts';
import type { PassStore } from './pass-store.ts';

import { findPassesInTerm } from './resume-passes.ts';

export type RemoveDeviceKeyInput = RemoveDeviceKeyRequest & {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
  readonly passId: PassId;
  readonly now: number;
};

/** Withdraws the pass that one of the resident's devices holds; where it is withdrawn, nothing changes. */
export async function removeDeviceKey(
  { passes }: { readonly passes: PassStore },
  { actor, residentId, passId, reason, now }: RemoveDeviceKeyInput,
): Promise<undefined | Failure> {
  const refused = notOwn(actor, residentId);
  if (refused !== undefined) return refused;
  const found = await findPassesInTerm(passes, residentId, now);
  if (isOfLostDevice(found.passes, actor.sessionId)) return fail('session_expired');
  const isHeld = found.passes.some((pass) => pass.passId === passId && !isCard(pass));
  if (!isHeld) return fail('not_found');
  const outcome = await passes.changeState(passId, {
    to: 'revoked',
    as: 'resident',
    by: actor.accountId,
    at: now,
    reason,
  });
  if (outcome === 'missing') return fail('not_found');
  return outcome === 'conflict' ? fail('state_conflict') : undefined;
}
