import { ref, shallowRef } from 'vue';
import { VerifiedPasses } from '../../../shared/code/verified-passes.ts';
import { SeenCodes, SeenSnapshot } from '../../../shared/gate/seen.ts';
import { gateNumberOf, type StaffId } from '../../../shared/ids.ts';
import { recordScans } from '../../../shared/messages/gates.ts';
import { recordOpenings } from '../../../shared/messages/openings.ts';
import { setShiftPin } from '../../../shared/messages/shift-pins.ts';
import type { Api } from '../../kit/api.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { inflate } from '../../kit/inflate.ts';
import { createSignatureVerifier } from '../../kit/signature-verifier.ts';
import { arrivalsOf } from '../arrivals/ask-arrival.ts';
import { visitorPinsOf } from '../arrivals/ask-visitor-pin.ts';
import { openLetIns } from '../arrivals/let-ins.ts';
import { tripsOf } from '../decision/count-trip.ts';
import { scanDecisions } from '../decision/decide-scans.ts';
import { gateChallengesOf } from '../decision/gate-challenges.ts';
import { startDocumentRefresher } from '../documents/document-refresher.ts';
import { openGateDocuments } from '../documents/gate-documents.ts';
import { gateDoorOf } from '../door/gate-door.ts';
import { deviceAuthorization, type SignRequest } from '../enrolment/device-request.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';
import { housePinsOf } from '../numbers/ask-house-pin.ts';
import { openTypedNumbers } from '../numbers/typed-numbers.ts';
import { guardOpenings } from '../openings/guard-openings.ts';
import { holdingOpenings } from '../openings/holding-openings.ts';
import { openingQueueIn } from '../openings/opening-queue-browser.ts';
import { uploadOpenings } from '../openings/upload-openings.ts';
import { holdingQueue } from '../queue/holding-queue.ts';
import { letUndecidedGo } from '../queue/let-undecided-go.ts';
import { countsTogether, type QueueCounts } from '../queue/scan-queue.ts';
import { scanQueueIn } from '../queue/scan-queue-browser.ts';
import { startScanUploader } from '../queue/scan-uploader.ts';
import type { OpenShift } from '../shift/open-shift.ts';
import { openReliefDesk, type ReliefRefusal } from '../shift/relief-desk.ts';
import {
  formerGuardSigner,
  type NamesAfter,
  openShift,
  reportEndedShifts,
  reportShiftsTo,
  shiftCloser,
  signGuardOut,
} from '../shift/shift-keeper.ts';
import type { GuardClock } from './guard-clock.ts';
import type { GuardDatabase } from './guard-database.ts';

export type GuardPost = Awaited<ReturnType<typeof openGuardPost>>;

type Needs = {
  readonly database: GuardDatabase;
  readonly clock: GuardClock;
  readonly api: Api;
  /** For what an edge may have kept a while: teaches no time. */
  readonly edgeApi: Api;
  readonly device: EnrolledDevice;
};

/** Everything behind the scanner of one enrolled device, as it was left, with or without network. */
export async function openGuardPost({ database, clock, api, edgeApi, device }: Needs) {
  const sign: SignRequest = (request) => deviceAuthorization(device, request, clock.time().nowMs);
  const [boot = 0] = crypto.getRandomValues(new Uint32Array(1));
  const counts = ref<QueueCounts>({ waiting: 0, refused: 0 });
  const unenrolled = ref(false);
  const reliefRefused = ref(false);
  const wantsPin = ref(false);
  const now = () => clock.time().nowMs;
  const closeOnce = shiftCloser(database);
  const left = await database.get('shift', 'current');
  const isOver = left !== undefined && now() >= left.endsBy;
  if (isOver) await closeOnce(left, { at: left.endsBy, names: 'sealed' });
  const shift = shallowRef<OpenShift | undefined>(isOver ? undefined : left);

  const verifier = createSignatureVerifier();
  const verified = new VerifiedPasses<CryptoKey>();
  const queue = holdingQueue(scanQueueIn(database));
  const openingQueue = holdingOpenings(openingQueueIn(database), {
    held: () => void countAgain(),
    kept: () => onOpeningKept(),
  });

  if (shift.value === undefined) await letUndecidedGo(queue);

  const noticeRefusal = (failure: ApiFailure): void => {
    if (failure.code !== 'device_not_enrolled' || unenrolled.value) return;
    unenrolled.value = true;
    // No gate's device shows names.
    void endShift('', 'gone');
  };
  const countAgain = (): Promise<void> =>
    Promise.all([queue.count(), openingQueue.count()])
      .then(([scans, opened]) => {
        counts.value = countsTogether(scans, opened);
      })
      .catch(() => undefined);

  const shiftNeeds = { database, api, sign, device };
  const documents = openGateDocuments({
    database,
    device,
    shift: () => shift.value,
    api,
    edgeApi,
    sign,
    clock,
    verifier,
    inflate,
    onKeyWithdrawn: () => verified.clear(),
    onRefused: (failure) => {
      noticeRefusal(failure);
      // Another device's shift, a manager or the fourteen hours ended it at the server.
      if (failure.code === 'shift_not_open') void endShift('', 'gone');
    },
  });
  await documents.load();
  const uploader = startScanUploader({
    queue,
    send: async (batches) => {
      const params = { gateId: device.gateId };
      const answer = await api.call(recordScans, { params, body: { batches }, authorize: sign });
      if (isApiFailure(answer)) noticeRefusal(answer);
      return answer;
    },
    alsoSend: () =>
      uploadOpenings(openingQueue, async (openings) => {
        const answer = await api.call(recordOpenings, {
          params: { gateId: device.gateId },
          body: { openings },
          authorize: sign,
        });
        if (isApiFailure(answer)) noticeRefusal(answer);
        return answer;
      }),
    current: () => ({ boot, shiftId: shift.value?.shiftId }),
    now,
    onChange: () => void countAgain(),
  });

  /** Whoever was let in without a code: the server hears of it at once. */
  function onOpeningKept(): void {
    void countAgain();
    uploader.sendNow().catch(() => undefined);
  }

  const openings = guardOpenings({
    boot,
    queue: openingQueue,
    shiftId: () => shift.value?.shiftId,
    now,
    onKept: onOpeningKept,
    onFault: (fault) => console.error(fault),
  });
  await openings.load();
  // What an earlier page left is said from the first moment on.
  await countAgain();
  const letIns = await openLetIns({ database, api, sign, device });
  const typedNumbers = await openTypedNumbers(database, now);
  const refresher = startDocumentRefresher(documents, () => sendWhatWaits());
  const seen = new SeenCodes(SeenSnapshot.safeParse(await database.get('state', 'seen')).data);
  const decisions = scanDecisions({
    boot,
    queue,
    documents,
    freshForScan: refresher.freshForScan,
    countTrip: tripsOf({ api, sign, device }),
    clock,
    verifier,
    challenges: gateChallengesOf(gateNumberOf(device.gateId), device.gateSecret),
    verified,
    seen,
    arrivals: arrivalsOf({ api, sign, device }),
    onFault: (fault) => console.error(fault),
  });

  /** Names and key are gone first of all, with or without network; the rest follows with it. */
  async function endShift(handOverNote = '', names: NamesAfter = 'sealed'): Promise<void> {
    const note = handOverNote === '' ? {} : { handOverNote };
    // Off the disk before it is off the screen: a reload in between would find it open.
    const closing = closeOnce(shift.value, { at: now(), ...note, names });
    if (closing === undefined) return;
    await closing.finally(() => {
      shift.value = undefined;
      documents.forgetHolders();
    });
    await letUndecidedGo(queue);
    await uploader.sendNow();
    await reportEndedShifts(shiftNeeds);
    await signGuardOut(api);
  }

  const signFormerGuardOut = formerGuardSigner(api);
  const reportShifts = async (): Promise<void> => {
    await signFormerGuardOut(shift.value);
    await reportShiftsTo(shiftNeeds, {
      open: () => shift.value,
      async confirmed(known) {
        shift.value = known;
        documents.forgetHolders();
        await refresher.refreshNow();
      },
      async refused() {
        reliefRefused.value = true;
        await endShift('', 'gone');
      },
    });
  };

  let reported = Promise.resolve();
  const sendWhatWaits = (): void => {
    uploader.retryNow();
    void letIns.send();
    reported = reported.then(reportShifts).catch(() => undefined);
  };

  const relief = openReliefDesk({ database, device, now });
  /** The shift stands on the disk already. */
  const takeOver = async (begun: OpenShift): Promise<void> => {
    shift.value = begun;
    reliefRefused.value = false;
    await documents.openHolders();
    sendWhatWaits();
  };
  const onOnline = (): void => {
    sendWhatWaits();
    void refresher.refreshNow();
  };
  window.addEventListener('online', onOnline);
  // What an earlier page left behind is sent as soon as this one stands.
  sendWhatWaits();

  return {
    device,
    shift,
    counts,
    /** The server says that this device is no gate's any more. */
    unenrolled,
    /** The server did not take the PIN of the shift that was running. */
    reliefRefused,
    /** The guard on duty could not take over without a network. */
    wantsPin,
    decisions,
    openings,
    typedNumbers,
    letIns,
    documents,
    uploader,
    door: gateDoorOf({ api, sign, device }),
    time: () => clock.time(),

    async startShift(): Promise<ApiFailure | undefined> {
      // The word left by the guard before comes with the end of that shift.
      await reportEndedShifts(shiftNeeds);
      const opened = await openShift(shiftNeeds);
      if (isApiFailure(opened)) {
        noticeRefusal(opened);
        return opened;
      }
      shift.value = opened.shift;
      wantsPin.value = !opened.hasPin;
      reliefRefused.value = false;
      await refresher.refreshNow();
      return undefined;
    },

    endShift,

    listRelievers: relief.listRelievers,
    /** Takes over without a network, by PIN. */
    async relieve(guard: StaffId, pin: string): Promise<ReliefRefusal | undefined> {
      const begun = await relief.relieve(guard, pin);
      if ('refused' in begun) return begun;
      await takeOver(begun);
      return undefined;
    },
    beginUnnamed: async (): Promise<void> => takeOver(await relief.beginUnnamed()),
    async setPin(pin: string): Promise<ApiFailure | undefined> {
      const outcome = await api.call(setShiftPin, { body: { pin } });
      if (isApiFailure(outcome)) return outcome;
      wantsPin.value = false;
      refresher.refreshOnceHeard();
      return undefined;
    },
    askVisitorPin: visitorPinsOf({ api, sign, device, nextName: decisions.nextName, now }),
    checkHousePin: housePinsOf({ api, sign, device, shiftId: () => shift.value?.shiftId }),
    /** Another enrolment has taken this device's place: what is left can't be signed any more. */
    async keepWhatIsLeft(): Promise<void> {
      const unsent = await queue.listUnsent(Number.POSITIVE_INFINITY);
      await queue.acknowledge({ recorded: [], refused: unsent });
      await openingQueue.giveUp();
    },

    stop(): void {
      refresher.stop();
      uploader.stop();
      window.removeEventListener('online', onOnline);
    },
  };
}
