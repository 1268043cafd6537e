import { enrolGateDevice } from '../../../shared/messages/gates.ts';
import type { Api } from '../../kit/api.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { publicKeyText } from '../../kit/signed-token.ts';
import type { GuardDatabase } from '../app/guard-database.ts';
import { createDeviceKeys, type DeviceKeys, proveDeviceKeys } from './device-keys.ts';
import type { EnrolledDevice } from './enrolled-device.ts';
import { unwrapKey } from './unwrap-key.ts';

/**
 * Makes this browser a gate device with the eight digits that a manager gave. The keys are kept
 * before they are sent: when the answer gets lost, the same code and keys are sent again.
 * Whatever an earlier gate left here is gone afterwards, but for scans that still wait.
 */
export async function enrolDevice(
  typed: string,
  { database, api }: { readonly database: GuardDatabase; readonly api: Api },
): Promise<EnrolledDevice | ApiFailure> {
  const code = typed.replace(/[\s-]/g, '');
  const keys = await keysToEnrol(database);
  const answer = await api.call(enrolGateDevice, {
    body: {
      code,
      signingKey: await publicKeyText(keys.signing),
      agreementKey: await publicKeyText(keys.agreement),
      proof: await proveDeviceKeys(keys, code),
    },
  });
  if (isApiFailure(answer)) return answer;
  const { deviceId, gateId, gateName, compoundName } = answer;
  const gateSecret = await unwrapKey(answer.gateSecret, keys.agreement.privateKey, 'challenges');
  const device: EnrolledDevice = { deviceId, gateId, gateName, compoundName, keys, gateSecret };
  await keepDevice(database, device);
  return device;
}

async function keysToEnrol(database: GuardDatabase): Promise<DeviceKeys> {
  const draft = await database.get('deviceKeys', 'draft');
  if (draft !== undefined) return draft;
  const keys = await createDeviceKeys();
  await database.put('deviceKeys', keys, 'draft');
  return keys;
}

async function keepDevice(database: GuardDatabase, device: EnrolledDevice): Promise<void> {
  const change = database.transaction(
    ['device', 'deviceKeys', 'shift', 'documents', 'state'],
    'readwrite',
  );
  change.objectStore('shift').clear();
  change.objectStore('documents').clear();
  change.objectStore('state').delete('seen');
  change.objectStore('state').delete('leftWord');
  change.objectStore('state').delete('pinTries');
  change.objectStore('deviceKeys').clear();
  change.objectStore('device').put(device, 'current');
  await change.done;
  // Without it a full phone may clear the page's storage, and the enrolment with it.
  await navigator.storage?.persist?.().catch(() => false);
}
