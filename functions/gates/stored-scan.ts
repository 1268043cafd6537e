import {
  CLASSES,
  type Direction,
  OUTCOMES,
  type Outcome,
  type PassClass,
  type Reason,
} from '../../shared/gate/outcomes.ts';

/**
 * What is kept of one scan of a batch: 21 bytes, so that twenty-five and their keys fit in the
 * kilobyte that one write unit buys. Big-endian:
 *
 * | at | bytes | |
 * |---|---|---|
 * | 0 | 4 | sequence number on the device |
 * | 4 | 3 | index of the pass |
 * | 7 | 4 | slot of the proof |
 * | 11 | 6 | scanned at, unix milliseconds |
 * | 17 | 1 | bit 0 out · 1 has an index · 2 has a slot · 3–4 decision · 5–7 class |
 * | 18 | 1 | bits 0–1 the device's outcome · 2–3 the server's |
 * | 19 | 1 | the device's reason |
 * | 20 | 1 | the server's reason |
 */
export const STORED_SCAN_BYTES = 21;

type Said = { readonly outcome: Outcome; readonly reason: Reason };
export type StoredScan = {
  readonly seq: number;
  /** Absent where the code was not authenticated, or is another compound's. */
  readonly index?: number;
  readonly class?: PassClass;
  readonly slot?: number;
  /** Unix milliseconds. */
  readonly scannedAt: number;
  readonly direction: Direction;
  readonly device: Said;
  readonly server: Said;
  /** What the guard did after an ask or a deny. */
  readonly decision?: 'let_in' | 'turned_away';
};

/** Written into records that outlive a release: numbers are given once and never moved. */
const REASON_NUMBERS = {
  ok: 0,
  malformed: 1,
  unknown_version: 2,
  unknown_issuer: 3,
  bad_signature: 4,
  bad_proof: 5,
  stale_code: 6,
  replayed: 7,
  wrong_compound: 8,
  revoked: 9,
  already_used: 10,
  specimen: 11,
  not_yet_valid: 12,
  expired: 13,
  wrong_gate: 14,
  outside_hours: 15,
  suspended: 16,
  quota_exceeded: 17,
  look_and_confirm: 18,
  call_worker: 19,
  clock_off: 20,
  challenge_needed: 21,
  list_stale: 22,
  server_silent: 23,
  fault: 24,
  unknown_number: 25,
} as const satisfies Record<Reason, number>;
const reasonOf = new Map<number, Reason>();
for (const reason of Object.keys(REASON_NUMBERS)) {
  if (isReason(reason)) reasonOf.set(REASON_NUMBERS[reason], reason);
}
function isReason(name: string): name is Reason {
  return name in REASON_NUMBERS;
}

const DECISIONS = [undefined, 'let_in', 'turned_away'] as const;
const OUT = 1;
const HAS_INDEX = 2;
const HAS_SLOT = 4;
const DECISION_AT = 3;
const CLASS_AT = 5;

function writeScan(bytes: Buffer, at: number, scan: StoredScan): void {
  bytes.writeUInt32BE(scan.seq, at);
  bytes.writeUIntBE(scan.index ?? 0, at + 4, 3);
  bytes.writeUInt32BE(scan.slot ?? 0, at + 7);
  bytes.writeUIntBE(scan.scannedAt, at + 11, 6);
  bytes[at + 17] =
    (scan.direction === 'out' ? OUT : 0) |
    (scan.index === undefined ? 0 : HAS_INDEX) |
    (scan.slot === undefined ? 0 : HAS_SLOT) |
    (DECISIONS.indexOf(scan.decision) << DECISION_AT) |
    ((scan.class === undefined ? 0 : CLASSES.indexOf(scan.class) + 1) << CLASS_AT);
  bytes[at + 18] =
    OUTCOMES.indexOf(scan.device.outcome) | (OUTCOMES.indexOf(scan.server.outcome) << 2);
  bytes[at + 19] = REASON_NUMBERS[scan.device.reason];
  bytes[at + 20] = REASON_NUMBERS[scan.server.reason];
}

/** @throws RangeError when a number does not fit its place */
export function packScans(scans: readonly StoredScan[]): Uint8Array {
  const bytes = Buffer.alloc(scans.length * STORED_SCAN_BYTES);
  scans.forEach((scan, position) => {
    writeScan(bytes, position * STORED_SCAN_BYTES, scan);
  });
  return bytes;
}

/** @throws RangeError for bytes that `packScans` did not write */
export function unpackScans(packed: Uint8Array): StoredScan[] {
  if (packed.length % STORED_SCAN_BYTES !== 0) throw new RangeError('scans have 21 bytes each');
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.length);
  return Array.from({ length: packed.length / STORED_SCAN_BYTES }, (_, position) =>
    readScan(bytes, position * STORED_SCAN_BYTES),
  );
}

function readSaid(outcome: number, reason: number): Said {
  const said = { outcome: OUTCOMES[outcome], reason: reasonOf.get(reason) };
  if (said.outcome === undefined || said.reason === undefined) {
    throw new RangeError('no such outcome or reason');
  }
  return { outcome: said.outcome, reason: said.reason };
}

function readScan(bytes: Buffer, at: number): StoredScan {
  const flags = bytes.readUInt8(at + 17);
  const outcomes = bytes.readUInt8(at + 18);
  const decision = DECISIONS[(flags >> DECISION_AT) & 3];
  const passClass = CLASSES[(flags >> CLASS_AT) - 1];
  return {
    seq: bytes.readUInt32BE(at),
    ...((flags & HAS_INDEX) === 0 ? {} : { index: bytes.readUIntBE(at + 4, 3) }),
    ...(passClass === undefined ? {} : { class: passClass }),
    ...((flags & HAS_SLOT) === 0 ? {} : { slot: bytes.readUInt32BE(at + 7) }),
    scannedAt: bytes.readUIntBE(at + 11, 6),
    direction: (flags & OUT) === 0 ? 'in' : 'out',
    device: readSaid(outcomes & 3, bytes.readUInt8(at + 19)),
    server: readSaid((outcomes >> 2) & 3, bytes.readUInt8(at + 20)),
    ...(decision === undefined ? {} : { decision }),
  };
}
