import * as z from 'zod';
import { ShiftId, StaffId } from '../ids.ts';
import { ShiftPin } from '../shift/shift-pin.ts';
import { endpoint } from './endpoint.ts';

const UnixMs = z.number().int().min(1_700_000_000_000).max(9_999_999_999_999);
const Compact = z.string();

/** A guard's own PIN, at every compound where they stand; the new one replaces the old. */
export const setShiftPin = endpoint({
  method: 'PUT',
  path: '/api/v1/guard/shift-pin',
  body: z.strictObject({ pin: ShiftPin }),
});

/** Who can take over a shift without a network. */
export const listShiftPins = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/shift-pins',
  answer: z.object({
    guards: z.array(z.object({ staffId: StaffId, guardName: z.string(), setAt: UnixMs })),
  }),
});
export const removeShiftPin = endpoint({
  method: 'DELETE',
  path: '/api/v1/manager/compounds/:compoundId/shift-pins/:staffId',
});

/** Inside the outer and the inner encryption of a `ReliefEntry`. */
export const ReliefSecret = z.object({
  /** Of the shift in which the entry was given: opens the names that lie on the device. */
  shiftKey: z.base64url().length(43),
  /** Proves to the server that this guard's PIN was entered on this device. */
  claim: z.base64url().length(43),
});
export type ReliefSecret = z.infer<typeof ReliefSecret>;

/** By which one guard can take over without a network, on this device alone. */
export const ReliefEntry = z.object({
  /** The shift in which it was given. */
  after: ShiftId,
  /** Unix milliseconds, exclusive: a relief by it is over by then. */
  until: UnixMs,
  staffId: StaffId,
  /** Masked. */
  guardName: z.string(),
  /** Of PBKDF2-HMAC-SHA-256 over the PIN, which makes 32 bytes. */
  salt: z.base64url(),
  iterations: z.number().int().min(1).max(5_000_000),
  /** JWE (ECDH-ES, A256GCM) to the agreement key, around a JWE (dir, A256GCM) under the PIN's key: JSON of `ReliefSecret`. */
  wrapped: Compact,
});
export type ReliefEntry = z.infer<typeof ReliefEntry>;

/** A shift that began without a network, by PIN, on the device that reports it. */
export const ReliefReport = z.strictObject({
  /** The shift in which the device was given the guard's entry. */
  after: ShiftId,
  staffId: StaffId,
  guardName: z.string().min(1).max(60),
  startedAt: UnixMs,
  claim: z.base64url().length(43),
  /** Where it is over already. */
  endedAt: UnixMs.optional(),
  handOverNote: z.string().max(500).optional(),
});
export type ReliefReport = z.infer<typeof ReliefReport>;
export const ReportedRelief = z.object({
  /** Unix milliseconds: the shift key is dropped then at the latest. */
  endsBy: UnixMs,
  /** JWE (ECDH-ES, A256GCM) to the agreement key; absent where the shift is over. */
  shiftKey: Compact.optional(),
});
export type ReportedRelief = z.infer<typeof ReportedRelief>;
export const reportRelief = endpoint({
  method: 'PUT',
  path: '/api/v1/gates/:gateId/shifts/:shiftId/relief',
  body: ReliefReport,
  answer: ReportedRelief,
});
