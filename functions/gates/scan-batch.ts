import {
  type Direction,
  OUTCOMES,
  type Outcome,
  type PassClass,
  type Reason,
} from '../../shared/gate/outcomes.ts';
import { KEPT_MS } from '../../shared/retention.ts';

type Said = { readonly outcome: Outcome; readonly reason: Reason };

const DAY_MS = 86_400_000;
/** How long an entry of somebody who lives or works here is kept. */
const ENTRY_KEPT_MS = KEPT_MS.resident_entry;
/** How long the passage of a visitor or courier is kept. */
const PASSAGE_KEPT_MS = KEPT_MS.visitor_passage;
/** A device that was offline for longer than its scans are kept still gets its answer twice. */
export const BATCH_KEPT_AT_LEAST_MS = DAY_MS;
/** A scan stamped later than the road explains was stamped by a clock that is off. */
export const STAMP_TOLERANCE_MS = 120_000;

export const SCAN_BATCH_LIFECYCLE = [
  {
    from: 'none',
    to: 'recorded',
    by: 'the device that cut it; sent again, it is answered from the record',
  },
  { from: 'none', to: 'refused', by: 'the server, where scans are stamped after the un-enrolment' },
  { from: 'recorded', to: 'deleted', by: 'time, 7 days after its last scan' },
] as const;

/** Unix milliseconds. What nobody's pass was shown for is kept as shortly as what is kept shortest. */
export function keptUntil(passClass: PassClass | undefined, atMs: number): number {
  const calls = passClass === 'visitor' || passClass === 'courier';
  return atMs + (calls ? PASSAGE_KEPT_MS : ENTRY_KEPT_MS);
}

/**
 * Unix milliseconds. A batch is one record, so its members that are kept shortest decide.
 * @param lastScanAt the stamp of its last scan
 */
export function batchKeptUntil(lastScanAt: number, receivedAt: number): number {
  const fromScan = Math.min(lastScanAt, receivedAt) + ENTRY_KEPT_MS;
  return Math.max(fromScan, receivedAt + BATCH_KEPT_AT_LEAST_MS);
}

/** Who goes out of the compound they live in is nobody's business. */
export function isResidentsExit(direction: Direction, passClass: PassClass | undefined): boolean {
  return direction === 'out' && (passClass === 'resident' || passClass === 'household');
}

/**
 * What the gate may know and the server cannot: which codes it saw before this batch, how old its
 * list and its card numbers, how good its clock were.
 */
const KNOWN_TO_THE_GATE: readonly Reason[] = [
  'replayed',
  'clock_off',
  'challenge_needed',
  'list_stale',
  'server_silent',
  'fault',
  'unknown_number',
];

const strictness = (outcome: Outcome): number => OUTCOMES.indexOf(outcome);

/** That a pass asked for the community worker is nobody's but theirs: no record says whose it was. */
export const namesNobody = (...said: readonly Said[]): boolean =>
  said.some(({ reason }) => reason === 'call_worker');

/** Whether a device's verdict needs a look: it differs, and not by something only the gate knew. */
export function disagrees(device: Said, server: Said): boolean {
  if (namesNobody(device, server)) return false;
  if (device.outcome === server.outcome && device.reason === server.reason) return false;
  const wasStricter = strictness(device.outcome) >= strictness(server.outcome);
  return !(wasStricter && KNOWN_TO_THE_GATE.includes(device.reason));
}
