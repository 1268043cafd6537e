import { endShift, startShift } from '../../../shared/messages/gates.ts';
import { guardSignIn } from '../../../shared/messages/sign-in.ts';
import type { Api } from '../../kit/api.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import type { GuardDatabase } from '../app/guard-database.ts';
import type { SignRequest } from '../enrolment/device-request.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';
import { unwrapKey } from '../enrolment/unwrap-key.ts';
import type { EndedShift, OpenShift } from './open-shift.ts';

type Needs = {
  readonly database: GuardDatabase;
  readonly api: Api;
  readonly sign: SignRequest;
  readonly device: EnrolledDevice;
};

/** Opens a shift for the guard who has just signed in, and keeps its key in the browser's keeping. */
export async function openShift(needs: Needs): Promise<OpenShift | ApiFailure> {
  const { api, sign, device, database } = needs;
  const answer = await api.call(startShift, {
    params: { gateId: device.gateId },
    body: {},
    authorize: sign,
  });
  if (isApiFailure(answer)) return answer;
  const { shiftId, guardName, startedAt, endsBy, handOverNote } = answer;
  const shiftKey = await unwrapKey(answer.shiftKey, device.keys.agreement.privateKey, 'holders');
  const shift: OpenShift = {
    shiftId,
    guardName,
    startedAt,
    endsBy,
    shiftKey,
    ...(handOverNote === undefined ? {} : { handOverNote }),
  };
  await database.put('shift', shift, 'current');
  return shift;
}

/**
 * Ends the shift on this device, with or without a network: its key and the names it opens are
 * gone when this returns. The server hears of it by `reportEndedShifts`.
 */
export async function closeShift(database: GuardDatabase, ended: EndedShift): Promise<void> {
  const change = database.transaction(['shift', 'endedShifts', 'documents'], 'readwrite');
  await Promise.all([
    change.objectStore('shift').clear(),
    change.objectStore('documents').delete('holders'),
    change.objectStore('endedShifts').put(ended),
    change.done,
  ]);
}

/** Tells the server of every shift that ended here. Those it could not hear of stay for later. */
export async function reportEndedShifts(needs: Needs): Promise<void> {
  const { database, api, sign, device } = needs;
  for (const { shiftId, handOverNote } of await database.getAll('endedShifts')) {
    const outcome = await api.call(endShift, {
      params: { gateId: device.gateId, shiftId },
      body: handOverNote === undefined ? {} : { handOverNote },
      authorize: sign,
    });
    if (isApiFailure(outcome) && !isSettled(outcome)) return;
    await database.delete('endedShifts', shiftId);
  }
}

/** The server has ended it already, or will never know it. */
const isSettled = ({ code }: ApiFailure): boolean =>
  code === 'shift_not_open' || code === 'not_found' || code === 'device_not_enrolled';

/** The next guard signs in as himself. Without a network the session ends by its own date. */
export async function signGuardOut(api: Api): Promise<void> {
  await api.call(guardSignIn.signOut);
}
