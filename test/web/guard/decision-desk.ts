import { cardNumberFrom } from '../../../shared/code/card-number.ts';
import { encodePassPart } from '../../../shared/code/pass-part.ts';
import { VerifiedPasses } from '../../../shared/code/verified-passes.ts';
import type { Proven } from '../../../shared/code/verify-code.ts';
import type { ListState } from '../../../shared/gate/decide-scan.ts';
import type { GateRules } from '../../../shared/gate/gate-rules.ts';
import { SeenCodes } from '../../../shared/gate/seen.ts';
import type { ShiftId } from '../../../shared/ids.ts';
import type { TimeGrade } from '../../../shared/time/trusted-time.ts';
import type { AskArrival } from '../../../web/guard/arrivals/ask-arrival.ts';
import { scanDecisions } from '../../../web/guard/decision/decide-scans.ts';
import { holdingQueue } from '../../../web/guard/queue/holding-queue.ts';
import { createSignatureVerifier } from '../../../web/kit/signature-verifier.ts';
import {
  challengeOf,
  INDEX,
  issuer,
  listBits,
  liveCode,
  NOW_MS,
  PLACES,
  passOf,
  RULES,
} from '../../vectors/street.ts';
import { memoryQueue } from './memory-queue.ts';

/** What the gate knows and what the test may change of it, and what came of it. */
type World = {
  arrivals: AskArrival;
  now: number;
  grade: TimeGrade;
  rules: GateRules | undefined;
  list: ListState | undefined;
  numbers: Map<string, Uint8Array> | undefined;
  keys: Map<number, CryptoKey>;
  seen: SeenCodes;
  fresh: () => Promise<boolean>;
  trip: 'goes' | 'none_left' | 'silent';
  trips: (readonly [boot: number, seq: number, index: number])[];
  refreshes: number;
  witnesses: Proven[];
  faults: unknown[];
};

const verifier = createSignatureVerifier();

export const SHIFT: ShiftId = 'shf_3_0000000000000001';
export const CARD = passOf('resident', { kind: 'card' });
export const RESIDENT = liveCode(passOf('resident'));
export const SUSPENDED = liveCode(passOf('resident', { index: INDEX.suspended }));
export const NUMBER = cardNumberFrom(1_234_567);

export type DecisionDesk = Awaited<ReturnType<typeof openDecisionDesk>>;

/** A gate that decides by itself, with everything it stands on in the test's hand. */
export async function openDecisionDesk() {
  const key = await verifier.importKey(issuer.publicKey);
  if (key === undefined) throw new Error('the issuer has no key');
  const memory = memoryQueue();
  const world: World = {
    now: NOW_MS,
    arrivals: () => ({ soon: Promise.resolve(undefined), late: Promise.resolve(undefined) }),
    grade: 'synced',
    rules: RULES,
    list: { list: { version: 7, places: PLACES, bits: listBits() }, ageMs: 60_000 },
    numbers: new Map([[NUMBER, encodePassPart(CARD)]]),
    keys: new Map([[1, key]]),
    seen: new SeenCodes(),
    fresh: async () => false,
    trip: 'goes',
    trips: [],
    refreshes: 0,
    witnesses: [],
    faults: [],
  };
  /** As a page of that boot decides. */
  const desk = (boot = 7) =>
    scanDecisions<CryptoKey>({
      boot,
      queue: holdingQueue(memory.queue),
      documents: {
        keys: () => world.keys,
        rules: () => world.rules,
        list: () => world.list,
        numbers: () => world.numbers,
        holders: () => new Map([[INDEX.valid, { maskedName: '王**', building: '3幢' }]]),
      },
      freshForScan: () => {
        world.refreshes += 1;
        return world.fresh();
      },
      countTrip: async (scan, index) => {
        world.trips.push([scan.boot, scan.seq, index]);
        return world.trip;
      },
      clock: {
        time: () => ({ nowMs: world.now, grade: world.grade }),
        witness: (proven) => world.witnesses.push(proven),
      },
      verifier,
      challenges: { gate: RULES.gate, challengeOf: (slot) => challengeOf(RULES.gate, slot) },
      verified: new VerifiedPasses(),
      seen: world.seen,
      arrivals: (scan) => world.arrivals(scan),
      onFault: (fault) => world.faults.push(fault),
    });
  return { world, memory, desk };
}
