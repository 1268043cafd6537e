import * as z from 'zod';
import { Closure, Delivery, Hours } from '../gate/gate-rules.ts';
import { ListAgePolicy } from '../gate/list-age.ts';
import { CLASSES, DIRECTIONS, OUTCOMES, REASONS } from '../gate/outcomes.ts';
import { CardNumber, GateDeviceId, GateId, PassId, ShiftId } from '../ids.ts';
import { endpoint } from './endpoint.ts';
import { CompressedKey } from './passes.ts';
import { ReliefEntry } from './shift-pins.ts';

const U32 = z.number().int().min(0).max(0xffff_ffff);
const UnixMs = z.number().int().min(1_700_000_000_000).max(9_999_999_999_999);
const Compact = z.string();

export const EnrolRequest = z.strictObject({
  /** Eight digits; spaces and hyphens are taken out. */
  code: z
    .string()
    .max(16)
    .transform((typed) => typed.replace(/[\s-]/g, ''))
    .pipe(z.string().regex(/^[0-9]{8}$/)),
  /** Signs requests and gate codes. */
  signingKey: CompressedKey,
  /** Receives wrapped keys (ECDH-ES). */
  agreementKey: CompressedKey,
  /** JWS by the signing key, typ `xq-device-key+jwt`, claims { sub: code (8 digits), agreementKey }. */
  proof: z.string().max(1024),
});
export const Enrolment = z.object({
  deviceId: GateDeviceId,
  gateId: GateId,
  gateName: z.string(),
  compoundName: z.string(),
  /** JWE (ECDH-ES, A256GCM) to the agreement key: the 32-byte secret behind this device's challenges. */
  gateSecret: Compact,
});
export type Enrolment = z.infer<typeof Enrolment>;
export const enrolGateDevice = endpoint({
  method: 'POST',
  path: '/api/v1/guard/enrolments',
  body: EnrolRequest,
  answer: Enrolment,
});

/** What a gate decides by, besides the keys. Compact JWTs, each verifiable on its own. */
export const GateState = z.object({
  /** typ `xq-list-key+jwt`, by the issuer's key: claims { key: compressed list key, exp }. */
  certificate: Compact,
  /** typ `statuslist+jwt`, by the list key (Token Status List, 2 bits). */
  statusList: Compact,
  /** typ `xq-gate-rules+jwt`, by the list key: claims { rules: GateRules }. */
  rules: Compact,
});
export type GateState = z.infer<typeof GateState>;
export const readGateState = endpoint({
  method: 'GET',
  path: '/api/v1/gates/:gateId/state',
  answer: GateState,
});

/**
 * A header of the state's answer and of the names': which names there are now. A device that has
 * them need not ask for them.
 */
export const NAMES_VERSION = 'xq-names';

/** Inside the encrypted document: pass index → what the guard may see. */
export const Holders = z.record(
  z.string().regex(/^[0-9]+$/),
  z.object({ maskedName: z.string(), building: z.string() }),
);
export type Holders = z.infer<typeof Holders>;
/** A keyed hash is cut to this many bytes: far more than there are houses. */
export const LANE_HASH_BYTES = 12;
/**
 * Inside the encrypted document of the lane without a phone: HMAC-SHA-256 of `laneText`, cut and
 * base64url → everybody of that house and surname.
 */
export const Lane = z.object({
  /** Of this shift alone: derived from the shift key. */
  key: z.string(),
  found: z.record(z.string(), z.array(z.object({ maskedName: z.string(), building: z.string() }))),
});
export type Lane = z.infer<typeof Lane>;
/**
 * Inside the encrypted document of the cards: the number on a card → the part that the issuer
 * signed, without the signature: enough to decide by, and nothing to print a card from.
 */
export const CardNumbers = z.record(CardNumber, z.base64url());
export type CardNumbers = z.infer<typeof CardNumbers>;
/** JWEs (dir, A256GCM) under the shift key. */
export const EncryptedHolders = z.object({
  /** Plaintext JSON of `Holders`. */
  holders: Compact,
  /** Plaintext JSON of `Lane`. */
  lane: Compact.optional(),
  /** Plaintext JSON of `CardNumbers`. */
  numbers: Compact.optional(),
  /** Of every guard of the compound who has a PIN. */
  relief: z.array(ReliefEntry).optional(),
});
export const readHolders = endpoint({
  method: 'GET',
  path: '/api/v1/gates/:gateId/shifts/:shiftId/holders',
  answer: EncryptedHolders,
});

export const Shift = z.object({
  shiftId: ShiftId,
  guardName: z.string(),
  /** Unix milliseconds. */
  startedAt: UnixMs,
  /** Unix milliseconds: the shift key is dropped then at the latest. */
  endsBy: UnixMs,
  /** JWE (ECDH-ES, A256GCM) to the agreement key: the 32-byte shift key. */
  shiftKey: Compact,
  /** What the guard before left to say, if anything. */
  handOverNote: z.string().optional(),
  /** Whether this guard could take over without a network. */
  hasPin: z.boolean().optional(),
});
export type Shift = z.infer<typeof Shift>;
export const startShift = endpoint({
  method: 'POST',
  path: '/api/v1/gates/:gateId/shifts',
  body: z.strictObject({}),
  answer: Shift,
});
export const endShift = endpoint({
  method: 'POST',
  path: '/api/v1/gates/:gateId/shifts/:shiftId/end',
  body: z.strictObject({
    handOverNote: z.string().max(500).optional(),
    /** Where the server hears of it later. */
    endedAt: UnixMs.optional(),
  }),
});

export const Verdict = z.object({
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS),
  /** Absent where the code could not be authenticated. */
  class: z.enum(CLASSES).optional(),
});
export type Verdict = z.infer<typeof Verdict>;

/**
 * A code is at most 279 characters; more room, so that what was really scanned can be sent. Eight
 * digits are the number of a card, as it was typed.
 */
const ScannedCode = z.string().min(1).max(512);

export const Scan = z.strictObject({
  seq: U32,
  code: ScannedCode,
  direction: z.enum(DIRECTIONS),
  scannedAt: UnixMs,
  verdict: z.strictObject({ outcome: z.enum(OUTCOMES), reason: z.enum(REASONS) }),
  /** What the guard did after an ask or a deny. */
  decision: z.enum(['let_in', 'turned_away']).optional(),
});
export type Scan = z.infer<typeof Scan>;

export const SCANS_PER_BATCH = 25;
export const BATCHES_PER_UPLOAD = 4;

export const ScanBatch = z.strictObject({
  /** Drawn at random when the page starts; with `batch` it names this batch for ever. */
  boot: U32,
  batch: U32,
  shiftId: ShiftId,
  scans: z.array(Scan).min(1).max(SCANS_PER_BATCH),
});
export type ScanBatch = z.infer<typeof ScanBatch>;
export const RecordScansRequest = z.strictObject({
  batches: z.array(ScanBatch).min(1).max(BATCHES_PER_UPLOAD),
});
export const RecordScansAnswer = z.object({
  batches: z.array(
    z.object({
      boot: U32,
      batch: U32,
      /** `recorded` now or by an earlier try; `refused` when stamped after the device's un-enrolment. */
      result: z.enum(['recorded', 'refused']),
      /** The server's own verdicts, one a scan, in order. */
      verdicts: z.array(z.object({ outcome: z.enum(OUTCOMES), reason: z.enum(REASONS) })),
    }),
  ),
});
export type RecordScansAnswer = z.infer<typeof RecordScansAnswer>;
export const recordScans = endpoint({
  method: 'POST',
  path: '/api/v1/gates/:gateId/scans',
  body: RecordScansRequest,
  answer: RecordScansAnswer,
});

/** One scan that the server decides: for a gate without its own brain. Asking again returns the first answer. */
export const decideScanOnServer = endpoint({
  method: 'POST',
  path: '/api/v1/gates/:gateId/decisions',
  body: z.strictObject({
    boot: U32,
    seq: U32,
    code: ScannedCode,
    direction: z.enum(DIRECTIONS),
  }),
  answer: Verdict,
});

/** Whose PIN it is, for the guard to look and confirm; absent where it is nobody's of that house. */
export const HousePinAnswer = z.object({
  holder: z.object({ maskedName: z.string(), building: z.string() }).optional(),
});
export type HousePinAnswer = z.infer<typeof HousePinAnswer>;
/** A resident's own PIN said with the house number: by the server alone, which counts wrong ones. */
export const checkHousePin = endpoint({
  method: 'POST',
  path: '/api/v1/gates/:gateId/shifts/:shiftId/house-pins',
  body: z.strictObject({ house: z.string().max(24), pin: z.string().regex(/^[0-9]{6}$/) }),
  answer: HousePinAnswer,
});

export const ManagedGate = z.object({
  gateId: GateId,
  name: z.string(),
  compoundName: z.string(),
  /** Until then the gate asks where it would refuse. */
  trialUntil: UnixMs.optional(),
  /** What its manager sets; the closure where it sends everybody to the main gate now. */
  rules: z.object({
    version: z.number().int().min(1),
    listAge: ListAgePolicy,
    staffed: z.array(Hours).optional(),
    delivery: Delivery.optional(),
    closed: Closure.optional(),
  }),
  devices: z.array(
    z.object({
      deviceId: GateDeviceId,
      enrolledAt: UnixMs,
      /** When it last asked for its list, a quarter of an hour behind at most; absent after a month of silence. */
      contactAt: UnixMs.optional(),
    }),
  ),
});
export type ManagedGate = z.infer<typeof ManagedGate>;
export const listGates = endpoint({
  method: 'GET',
  path: '/api/v1/manager/gates',
  answer: z.object({ gates: z.array(ManagedGate) }),
});
const ReplayedScan = z.object({ gateId: GateId, deviceId: GateDeviceId, scannedAt: UnixMs });
/** One showing of a pass that two devices let in. */
export const ReplayPair = z.object({
  passId: PassId,
  slot: z.number().int(),
  scans: z.array(ReplayedScan).length(2),
  reportedAt: UnixMs,
});
export type ReplayPair = z.infer<typeof ReplayPair>;
export const listReplayPairs = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/replay-pairs',
  answer: z.object({ pairs: z.array(ReplayPair) }),
});

export const EnrolmentCode = z.object({ code: z.string(), expiresAt: UnixMs });
export type EnrolmentCode = z.infer<typeof EnrolmentCode>;
export const createEnrolmentCode = endpoint({
  method: 'POST',
  path: '/api/v1/manager/gates/:gateId/enrolment-codes',
  answer: EnrolmentCode,
});
export const unenrolGateDevice = endpoint({
  method: 'DELETE',
  path: '/api/v1/manager/gate-devices/:deviceId',
});
