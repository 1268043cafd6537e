import { compoundNumberOf, newShiftId, type ShiftId, type StaffId } from '../../../shared/ids.ts';
import { EncryptedHolders } from '../../../shared/messages/gates.ts';
import type { ReliefEntry } from '../../../shared/messages/shift-pins.ts';
import type { GuardDatabase } from '../app/guard-database.ts';
import { DURABLE } from '../app/guard-database.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';
import { openRelief } from './open-relief.ts';
import { LeftWord, type OpenShift } from './open-shift.ts';
import { countTry, forgiveTries, PinTries, triesLeft, waitOf } from './pin-tries.ts';

const LONGEST_SHIFT_MS = 14 * 3_600_000;
/** No real moment is earlier; a phone that woke up in 1970 has a shift all the same. */
const EARLIEST_MS = 1_700_000_000_000;

type Needs = {
  readonly database: GuardDatabase;
  readonly device: EnrolledDevice;
  /** Unix milliseconds, trusted. */
  readonly now: () => number;
};

export type Reliever = Pick<ReliefEntry, 'staffId' | 'guardName'>;
export type ReliefRefusal =
  | { readonly refused: 'wrong_pin'; readonly left: number }
  | { readonly refused: 'locked'; readonly forMs: number }
  /** Nothing lies here that a PIN could open. */
  | { readonly refused: 'no_entry' };

/** Taking over a shift on this device without a network. */
export function openReliefDesk({ database, device, now }: Needs) {
  const readTries = async (): Promise<PinTries> =>
    PinTries.safeParse(await database.get('state', 'pinTries')).data ?? {};
  const keepTries = async (tries: PinTries): Promise<void> => {
    const change = database.transaction('state', 'readwrite', DURABLE);
    await change.store.put(tries, 'pinTries');
    await change.done;
  };

  /** The entries that lie here, until the names are too old. */
  async function entriesLeft(): Promise<readonly ReliefEntry[]> {
    const document = await database.get('documents', 'holders');
    const { relief = [] } = EncryptedHolders.safeParse(document?.body).data ?? {};
    return relief.filter(({ until }) => now() < until);
  }

  function drawShiftId(startedAt: number): ShiftId {
    const bytes = crypto.getRandomValues(new Uint8Array(10));
    // As the server's: six bytes of time, so that a gate's shifts lie in order.
    for (let place = 0; place < 6; place++) {
      bytes[place] = Math.floor(startedAt / 256 ** (5 - place)) % 256;
    }
    return newShiftId(compoundNumberOf(device.gateId), bytes);
  }

  const wordLeft = async () => {
    const left = LeftWord.safeParse(await database.get('state', 'leftWord')).data;
    const isRecent = left !== undefined && Math.abs(now() - left.at) < LONGEST_SHIFT_MS;
    return isRecent ? { handOverNote: left.handOverNote } : {};
  };
  const begin = async (shift: OpenShift): Promise<OpenShift> => {
    await database.put('shift', shift, 'current');
    return shift;
  };

  return {
    /** Who can take over here, in the order of the list. */
    async listRelievers(): Promise<readonly Reliever[]> {
      return entriesLeft();
    },

    /** Tries a guard's PIN, and opens their shift where it is right. Counted before it is tried. */
    async relieve(guard: StaffId, pin: string): Promise<OpenShift | ReliefRefusal> {
      const entry = (await entriesLeft()).find(({ staffId }) => staffId === guard);
      if (entry === undefined) return { refused: 'no_entry' };
      const before = await readTries();
      const forMs = waitOf(before, guard, now());
      if (forMs > 0) return { refused: 'locked', forMs };
      const counted = countTry(before, guard, now());
      await keepTries(counted);
      const opened = await openRelief(entry, pin, device.keys.agreement.privateKey);
      if (opened === undefined) {
        const wait = waitOf(counted, guard, now());
        return wait > 0
          ? { refused: 'locked', forMs: wait }
          : { refused: 'wrong_pin', left: triesLeft(counted, guard) };
      }
      await keepTries(forgiveTries(counted, guard));
      const startedAt = Math.max(EARLIEST_MS, Math.floor(now()));
      const { after, until, staffId, guardName } = entry;
      const { shiftKey, claim } = opened;
      return begin({
        shiftId: drawShiftId(startedAt),
        guardName,
        startedAt,
        endsBy: Math.min(startedAt + LONGEST_SHIFT_MS, until),
        shiftKey,
        relief: { after, staffId, guardName, startedAt, claim },
        ...(await wordLeft()),
      });
    },

    /** A shift of nobody's: codes are verified and recorded, no names are shown. */
    async beginUnnamed(): Promise<OpenShift> {
      const startedAt = Math.max(EARLIEST_MS, Math.floor(now()));
      const endsBy = startedAt + LONGEST_SHIFT_MS;
      return begin({ shiftId: drawShiftId(startedAt), startedAt, endsBy, ...(await wordLeft()) });
    },
  };
}
