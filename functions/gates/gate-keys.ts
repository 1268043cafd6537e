import {
  type CompoundId,
  compoundOf,
  type GateDeviceId,
  type GateId,
  passIndexOf,
  type ShiftId,
  type StaffId,
} from '../../shared/ids.ts';
import type { ReplayPair } from '../../shared/messages/gates.ts';
import type { OpeningClass } from '../../shared/messages/openings.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';

/** Every key of this feature. */
export const GATE_PREFIX = 'gate#';
export const gateKey = (id: GateId) => ({ pk: compoundOf(id), sk: `${GATE_PREFIX}${id}` });

export const singleEntranceKey = (compound: CompoundId) => ({
  pk: compound,
  sk: 'single-entrance',
});

export const DEVICE_PREFIX = 'gate-device#';
export const gateDeviceKey = (id: GateDeviceId) => ({
  pk: compoundOf(id),
  sk: `${DEVICE_PREFIX}${id}`,
});

export const CONTACT_PREFIX = 'gate-contact#';
export const contactKey = (id: GateDeviceId) => ({
  pk: compoundOf(id),
  sk: `${CONTACT_PREFIX}${id}`,
});

/** Whose code it is is not known before it is found. */
export const enrolmentCodeKey = (codeHash: string) => ({ pk: `enrolment#${codeHash}`, sk: 'code' });

/** A shift's id begins with the time at which it started, so a gate's shifts lie in order. */
export const shiftPrefix = (gate: GateId): string => `shift#${gate}#`;
export const shiftKey = (gate: GateId, shift: ShiftId) => ({
  pk: compoundOf(gate),
  sk: `${shiftPrefix(gate)}${shift}`,
});

export const SHIFT_PIN_PREFIX = 'shift-pin#';
export const shiftPinKey = (compound: CompoundId, guard: StaffId) => ({
  pk: compound,
  sk: `${SHIFT_PIN_PREFIX}${guard}`,
});

/**
 * One partition a gate and day: a busy gate's scans never crowd its compound's records.
 * @param day YYYY-MM-DD in Shanghai
 */
export const scanPartition = (gate: GateId, day: string): string =>
  `${compoundOf(gate)}#${gate}#${day}`;

/** What names a batch for ever. */
export type BatchName = {
  readonly gateId: GateId;
  readonly deviceId: GateDeviceId;
  readonly boot: number;
  readonly batch: number;
  /** Unix milliseconds of its first scan. */
  readonly firstScanAt: number;
};
export const BATCH_PREFIX = 'batch#';
export const batchKey = (name: BatchName) => ({
  pk: scanPartition(name.gateId, shanghaiDay(name.firstScanAt)),
  sk: `${BATCH_PREFIX}${name.deviceId}#${name.boot}#${name.batch}`,
});
export const DISAGREEMENT_PREFIX = 'disagreement#';
export const disagreementKey = (name: BatchName, seq: number) => ({
  pk: scanPartition(name.gateId, shanghaiDay(name.firstScanAt)),
  sk: `${DISAGREEMENT_PREFIX}${name.deviceId}#${name.boot}#${name.batch}#${seq}`,
});

/** What names an opening by hand for ever. */
export type OpeningName = {
  readonly gateId: GateId;
  readonly deviceId: GateDeviceId;
  readonly class: OpeningClass;
  readonly boot: number;
  readonly seq: number;
  /** Unix milliseconds. */
  readonly openedAt: number;
};
export const OPENING_PREFIX = 'opening#';
/** A day's openings of a gate lie beside its scans, those of a class together. */
export const openingKey = (name: OpeningName) => ({
  pk: scanPartition(name.gateId, shanghaiDay(name.openedAt)),
  sk: `${OPENING_PREFIX}${name.class}#${name.deviceId}#${name.boot}#${name.seq}`,
});

/** That somebody looked at a guard's openings of a class lies beside them. */
export const REVIEW_PREFIX = 'opening-review#';
export const openingReviewKey = (
  gate: GateId,
  day: string,
  of: { readonly class: OpeningClass; readonly staffId?: StaffId | undefined },
) => ({
  pk: scanPartition(gate, day),
  sk: `${REVIEW_PREFIX}${of.class}#${of.staffId ?? 'nobody'}`,
});

/** What the server decided at a gate on a day, found by one question. */
export const SERVER_PREFIX = 'server#';
/** That the server let somebody in here by a showing within these slots: the records stand there. */
export const usesKey = (gate: GateId, day: string, bucket: number) => ({
  pk: scanPartition(gate, day),
  sk: `${SERVER_PREFIX}uses#${bucket}`,
});
/** A scan that the server decided and that used no pass, where its gate's day is counted. */
export const refusalKey = (gate: GateId, day: string, { deviceId, boot, seq }: ScanName) => ({
  pk: scanPartition(gate, day),
  sk: `${SERVER_PREFIX}refusal#${deviceId}#${boot}#${seq}`,
});

/** A claim to have been on duty that was not proven, beside what happened that day. */
export const REFUSED_RELIEF_PREFIX = 'refused-relief#';
export const refusedReliefKey = (
  gate: GateId,
  { shiftId, at }: { readonly shiftId: ShiftId; readonly at: number },
) => ({
  pk: scanPartition(gate, shanghaiDay(at)),
  sk: `${REFUSED_RELIEF_PREFIX}${shiftId}`,
});

/** What names one scan that the server decides. */
export type ScanName = {
  readonly deviceId: GateDeviceId;
  readonly boot: number;
  readonly seq: number;
};

/**
 * Five minutes of slots. A full batch of a busy gate lies in one bucket or two, and what all gates
 * of a compound let in within one is read for a unit: shorter costs writes, longer reads.
 */
const BUCKET_SLOTS = 60;
export const bucketOf = (slot: number): number => Math.floor(slot / BUCKET_SLOTS);

/** What a compound's gates let in within one bucket of slots, found whole. */
export const shownPartition = (compound: CompoundId, bucket: number): string =>
  `${compound}#shown#${bucket}`;
/** By batch: a device's id begins so. */
export const SHOWN_PREFIX = 'dev_';
export const shownKey = ({
  compound,
  bucket,
  deviceId,
  boot,
  batch,
}: Pick<BatchName, 'deviceId' | 'boot' | 'batch'> & {
  readonly compound: CompoundId;
  readonly bucket: number;
}) => ({ pk: shownPartition(compound, bucket), sk: `${deviceId}#${boot}#${batch}` });

export const REPLAY_PAIR_PREFIX = 'replay-pair#';
export const replayPairKey = (compound: CompoundId, { slot, passId, scans }: ReplayPair) => ({
  pk: compound,
  sk: `${REPLAY_PAIR_PREFIX}${slot}#${passIndexOf(passId)}#${scans.map(({ deviceId }) => deviceId).join('#')}`,
});

export const USE_PREFIX = 'use#';
/**
 * One showing of one pass: whoever puts it first has used it. It lies with what the batches of the
 * same minutes let in, so that it need not be noted there a second time.
 */
export const useKey = (compound: CompoundId, index: number, slot: number) => ({
  pk: shownPartition(compound, bucketOf(slot)),
  sk: `${USE_PREFIX}${index}#${slot}`,
});
/** The index and slot that a key names, where it is that of a showing used. */
export function usedShowing(key: {
  readonly sk?: unknown;
}): { readonly index: number; readonly slot: number } | undefined {
  if (!String(key.sk).startsWith(USE_PREFIX)) return undefined;
  const [, index, slot] = String(key.sk).split('#').map(Number);
  return index === undefined || slot === undefined ? undefined : { index, slot };
}
export const DECISION_PREFIX = 'decision#';
/** What the server decided and nobody used a pass by: found by the scan's own name. */
export const unusedKey = ({ deviceId, boot, seq }: ScanName) => ({
  pk: `${compoundOf(deviceId)}#${deviceId}#${boot}`,
  sk: `${DECISION_PREFIX}${seq}`,
});
