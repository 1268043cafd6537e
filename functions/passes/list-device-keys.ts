import type { ResidentId } from '../../shared/ids.ts';
import type { DeviceKeys } from '../../shared/messages/device-keys.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { notOwn } from './not-own.ts';
import { isCard } from './pass.ts';
import type { PassStore } from './pass-store.ts';
import { findPassesInTerm } from './resume-passes.ts';
import { isSignedOut, type SignedOutPorts } from './signed-out.ts';

export type ListDeviceKeysInput = {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
  readonly now: number;
};

/** The devices that hold a pass of this resident, the newest first. */
export async function listDeviceKeys(
  ports: SignedOutPorts & { readonly passes: PassStore },
  { actor, residentId, now }: ListDeviceKeysInput,
): Promise<DeviceKeys | Failure> {
  const refused = notOwn(actor, residentId);
  if (refused !== undefined) return refused;
  const found = await findPassesInTerm(ports.passes, residentId, now);
  if (await isSignedOut(ports, found.passes, actor.sessionId)) return fail('session_expired');
  const onPhones = found.passes.filter((pass) => !isCard(pass));
  const devices = onPhones.flatMap(({ passId, state, addedAt, issue, expires }) =>
    state === 'revoked' ? [] : [{ passId, state, addedAt, renewedAt: issue.at, expires }],
  );
  const since = (device: (typeof devices)[number]) => device.addedAt ?? device.renewedAt;
  return { devices: devices.sort((a, b) => since(b) - since(a)) };
}
