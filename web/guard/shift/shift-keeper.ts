import { endShift, startShift } from '../../../shared/messages/gates.ts';
import { type ReliefReport, reportRelief } from '../../../shared/messages/shift-pins.ts';
import { guardSignIn } from '../../../shared/messages/sign-in.ts';
import type { Api } from '../../kit/api.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import type { GuardDatabase } from '../app/guard-database.ts';
import type { SignRequest } from '../enrolment/device-request.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';
import { unwrapKey } from '../enrolment/unwrap-key.ts';
import type { LeftWord, OpenShift } from './open-shift.ts';

type Needs = {
  readonly database: GuardDatabase;
  readonly api: Api;
  readonly sign: SignRequest;
  readonly device: EnrolledDevice;
};

/** Opens a shift for the guard who has just signed in, and keeps its key in the browser's keeping. */
export async function openShift(
  needs: Needs,
): Promise<{ readonly shift: OpenShift; readonly hasPin: boolean } | ApiFailure> {
  const { api, sign, device, database } = needs;
  const answer = await api.call(startShift, {
    params: { gateId: device.gateId },
    body: {},
    authorize: sign,
  });
  if (isApiFailure(answer)) return answer;
  const { shiftId, guardName, startedAt, endsBy, handOverNote, hasPin = true } = answer;
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
  return { shift, hasPin };
}

/** What lies on the disk of the names stays sealed for the next guard's PIN, or goes at once. */
export type NamesAfter = 'sealed' | 'gone';

/**
 * Ends the shift on this device, with or without a network: its key is gone when this returns.
 * Sealed names open for the PIN of a guard of the compound alone, and only until the next shift
 * begins with a network. The server hears of the end by `reportEndedShifts`.
 */
async function closeShift(
  database: GuardDatabase,
  { shiftId, startedAt, relief }: OpenShift,
  end: { readonly at: number; readonly handOverNote?: string; readonly names: NamesAfter },
): Promise<void> {
  const note = end.handOverNote === undefined ? {} : { handOverNote: end.handOverNote };
  const stores = ['shift', 'endedShifts', 'documents', 'state'] as const;
  const change = database.transaction(stores, 'readwrite');
  const { at, handOverNote } = end;
  const word = handOverNote === undefined ? undefined : ({ handOverNote, at } satisfies LeftWord);
  const state = change.objectStore('state');
  await Promise.all([
    change.objectStore('shift').clear(),
    change.objectStore('endedShifts').put({
      shiftId,
      ...note,
      endedAt: Math.max(startedAt, Math.floor(at)),
      ...(relief === undefined ? {} : { relief }),
    }),
    end.names === 'gone' ? change.objectStore('documents').delete('holders') : undefined,
    word === undefined ? state.delete('leftWord') : state.put(word, 'leftWord'),
    change.done,
  ]);
}

/** Closes each shift once, however often it is told to. */
export function shiftCloser(database: GuardDatabase) {
  let closed: OpenShift['shiftId'] | undefined;
  return (
    shift: OpenShift | undefined,
    end: Parameters<typeof closeShift>[2],
  ): Promise<void> | undefined => {
    if (shift === undefined || shift.shiftId === closed) return undefined;
    closed = shift.shiftId;
    return closeShift(database, shift, end);
  };
}

/** Tells the server of every shift that ended here. Those it could not hear of stay for later. */
export async function reportEndedShifts(needs: Needs): Promise<void> {
  const { database, api, sign, device } = needs;
  const ended = await database.getAll('endedShifts');
  // Their ids begin with their time: a shift is told before the one that relieved it.
  for (const { shiftId, relief, ...end } of ended) {
    const call = { params: { gateId: device.gateId, shiftId }, authorize: sign };
    const outcome =
      relief === undefined
        ? await api.call(endShift, { ...call, body: end })
        : await api.call(reportRelief, { ...call, body: { ...relief, ...end } });
    if (isApiFailure(outcome) && !isSettled(outcome)) return;
    await database.delete('endedShifts', shiftId);
  }
}

/**
 * Tells the server of the running shift that began by PIN. It answers with the shift's own key;
 * from then on the shift is like any other.
 */
async function confirmRelief(
  needs: Needs,
  shift: OpenShift & { readonly relief: ReliefReport },
): Promise<OpenShift | 'refused' | undefined> {
  const { database, api, sign, device } = needs;
  const { relief, ...plain } = shift;
  const outcome = await api.call(reportRelief, {
    params: { gateId: device.gateId, shiftId: shift.shiftId },
    authorize: sign,
    body: relief,
  });
  if (isApiFailure(outcome)) return isSettled(outcome) ? 'refused' : undefined;
  const { endsBy, shiftKey: wrapped } = outcome;
  if (wrapped === undefined) return 'refused';
  const shiftKey = await unwrapKey(wrapped, device.keys.agreement.privateKey, 'holders');
  const confirmed: OpenShift = { ...plain, endsBy, shiftKey };
  const change = database.transaction(['shift', 'documents'], 'readwrite');
  const current = await change.objectStore('shift').get('current');
  // Ended meanwhile, it is told as one that is over.
  if (current?.shiftId === shift.shiftId) {
    change.objectStore('shift').put(confirmed, 'current');
    change.objectStore('documents').delete('holders');
  }
  await change.done;
  return current?.shiftId === shift.shiftId ? confirmed : undefined;
}

/** The server has ended it already, or will never know it. */
const isSettled = ({ code }: ApiFailure): boolean =>
  code === 'shift_not_open' ||
  code === 'relief_not_proven' ||
  code === 'state_conflict' ||
  code === 'not_found' ||
  code === 'device_not_enrolled';

/**
 * The next guard signs in as himself. Without a network the session ends by its own date.
 * @returns whether nobody is signed in here any more
 */
export async function signGuardOut(api: Api): Promise<boolean> {
  const answer = await api.call(guardSignIn.signOut);
  return (
    !isApiFailure(answer) || answer.code === 'not_signed_in' || answer.code === 'session_expired'
  );
}

type RunningShift = {
  readonly open: () => OpenShift | undefined;
  confirmed(shift: OpenShift): Promise<void>;
  refused(): Promise<void>;
};

/** What the server has not heard of shifts: those that ended here, and the one that began by PIN. */
export async function reportShiftsTo(needs: Needs, running: RunningShift): Promise<void> {
  await reportEndedShifts(needs);
  const open = running.open();
  if (open?.relief === undefined) return;
  const outcome = await confirmRelief(needs, { ...open, relief: open.relief });
  if (outcome === undefined || running.open()?.shiftId !== open.shiftId) return;
  // Whoever was relieved without a network is still signed in here.
  await signGuardOut(needs.api);
  await (outcome === 'refused' ? running.refused() : running.confirmed(outcome));
}

/** Whoever was on duty before nobody's shift began without a network is still signed in here. */
export function formerGuardSigner(api: Api) {
  let signedOutFor: OpenShift['shiftId'] | undefined;
  return async (open: OpenShift | undefined): Promise<void> => {
    if (open === undefined || open.guardName !== undefined || signedOutFor === open.shiftId) return;
    if (await signGuardOut(api)) signedOutFor = open.shiftId;
  };
}
