import * as z from 'zod';
import { ShiftId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

const U32 = z.number().int().min(0).max(0xffff_ffff);
const UnixMs = z.number().int().min(1_700_000_000_000).max(9_999_999_999_999);

/** Why a gate was opened by hand. No other word is recorded: "other" would become the only one used. */
export const MANUAL_CLASSES = [
  'resident_without_phone',
  'visitor',
  'courier',
  'trade',
  'emergency_vehicle',
] as const;
export type ManualClass = (typeof MANUAL_CLASSES)[number];
/** What an emergency opening turns out to have been for, said when there is time to say it. */
export const EMERGENCY_REASONS = ['fire', 'medical', 'police', 'power_failure', 'mistake'] as const;
export type EmergencyReason = (typeof EMERGENCY_REASONS)[number];
export const OPENING_CLASSES = [...MANUAL_CLASSES, 'emergency'] as const;
export type OpeningClass = (typeof OPENING_CLASSES)[number];

/** The gate was opened without a code. `boot`, `seq` and `openedAt` name it for ever. */
export const Opening = z.strictObject({
  boot: U32,
  seq: U32,
  class: z.enum(OPENING_CLASSES),
  /** Absent where nobody was on duty. */
  shiftId: ShiftId.optional(),
  openedAt: UnixMs,
  /** Of a visitor: the number of the building. */
  building: z.number().int().min(1).max(999).optional(),
  /** Of an emergency, once it is known; the same opening is handed in again with it. */
  reason: z.enum(EMERGENCY_REASONS).optional(),
});
export type Opening = z.infer<typeof Opening>;

export const OPENINGS_PER_UPLOAD = 25;
export const RecordOpeningsRequest = z.strictObject({
  openings: z.array(Opening).min(1).max(OPENINGS_PER_UPLOAD),
});
export const RecordOpeningsAnswer = z.object({
  openings: z.array(
    z.object({
      boot: U32,
      seq: U32,
      /** `recorded` now or by an earlier try; `refused` when stamped after the device's un-enrolment. */
      result: z.enum(['recorded', 'refused']),
    }),
  ),
});
export type RecordOpeningsAnswer = z.infer<typeof RecordOpeningsAnswer>;
export const recordOpenings = endpoint({
  method: 'POST',
  path: '/api/v1/gates/:gateId/openings',
  body: RecordOpeningsRequest,
  answer: RecordOpeningsAnswer,
});
