import type { ResidentId } from '../../shared/ids.ts';
import type { DeviceKeys } from '../../shared/messages/device-keys.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { ResidentStore } from '../residents/index.ts';
import { notOwn } from '../residents/index.ts';
import { devicesOf } from './own-devices.ts';
import type { PassStore } from './pass-store.ts';
import { findPassesInTerm } from './resume-passes.ts';
import { isSignedOut, type SignedOutPorts } from './signed-out.ts';

export type ListDeviceKeysInput = {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
  readonly now: number;
};

export type ListDeviceKeysPorts = SignedOutPorts & {
  readonly passes: PassStore;
  readonly residents: Pick<ResidentStore, 'findResident'>;
};

/** The devices that hold a pass of this resident and are the caller's to see, the newest first. */
export async function listDeviceKeys(
  ports: ListDeviceKeysPorts,
  { actor, residentId, now }: ListDeviceKeysInput,
): Promise<DeviceKeys | Failure> {
  const refused = notOwn(actor, residentId);
  if (refused !== undefined) return refused;
  const found = await findPassesInTerm(ports.passes, residentId, now);
  if (await isSignedOut(ports, found.passes, actor, residentId)) return fail('session_expired');
  const resident = await ports.residents.findResident(residentId);
  const onPhones = devicesOf(found.passes, actor, resident, now);
  const devices = onPhones.flatMap(({ passId, state, addedAt, issue, expires }) =>
    state === 'revoked' ? [] : [{ passId, state, addedAt, renewedAt: issue.at, expires }],
  );
  const since = (device: (typeof devices)[number]) => device.addedAt ?? device.renewedAt;
  return { devices: devices.sort((a, b) => since(b) - since(a)) };
}
