import { compoundOf, type PassId, type ResidentId } from '../../shared/ids.ts';
import type { RemoveDeviceKeyRequest } from '../../shared/messages/device-keys.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { ResidentStore } from '../residents/index.ts';
import { notOwn } from '../residents/index.ts';
import { devicesOf } from './own-devices.ts';
import { findPassesInTerm } from './resume-passes.ts';
import { isSignedOut, type SignedOutPorts } from './signed-out.ts';
import { type WithdrawPhonePorts, withdrawPhone } from './withdraw-phone.ts';

export type RemoveDeviceKeyInput = RemoveDeviceKeyRequest & {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
  readonly passId: PassId;
  readonly now: number;
};

export type RemoveDeviceKeyPorts = WithdrawPhonePorts &
  SignedOutPorts & { readonly residents: Pick<ResidentStore, 'findResident'> };

/**
 * Withdraws the pass that one of the resident's devices holds; where it is withdrawn, nothing
 * changes. With a phone that is lost goes whatever else of the account's is on it, and its sign-in.
 */
export async function removeDeviceKey(
  ports: RemoveDeviceKeyPorts,
  { actor, residentId, passId, reason, now }: RemoveDeviceKeyInput,
): Promise<undefined | Failure> {
  const refused = notOwn(actor, residentId);
  if (refused !== undefined) return refused;
  const { passes } = ports;
  const found = await findPassesInTerm(passes, residentId, now);
  if (await isSignedOut(ports, found.passes, actor, residentId)) return fail('session_expired');
  const resident = await ports.residents.findResident(residentId);
  const devices = devicesOf(found.passes, actor, resident, now);
  const held = devices.find((pass) => pass.passId === passId);
  if (held === undefined) return fail('not_found');
  const audit = factsOf(actor, {
    action: 'device_key.remove',
    place: compoundOf(residentId),
    purpose: 'own_record',
    now,
  });
  const reported = { as: 'resident', by: actor.accountId, at: now, audit } as const;
  const { session, by } = held.issue;
  // A sign-in of somebody else, who also holds a pass of this resident, is not theirs to end.
  if (reason === 'lost_device' && session !== undefined && by === actor.accountId) {
    await withdrawPhone(ports, { session, residents: actor.residentIds, reported });
  }
  const outcome = await passes.changeState(passId, { ...reported, to: 'revoked', reason });
  if (outcome === 'missing') return fail('not_found');
  return outcome === 'conflict' ? fail('state_conflict') : undefined;
}
