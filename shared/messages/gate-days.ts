import * as z from 'zod';
import { CLASSES, DIRECTIONS, OUTCOMES, REASONS } from '../gate/outcomes.ts';
import { GateDeviceId, StaffId } from '../ids.ts';
import { endpoint } from './endpoint.ts';
import { EMERGENCY_REASONS, OPENING_CLASSES } from './openings.ts';

/** What a manager reads of a gate, by its days in Shanghai. Nobody's passages: counts and what needs a look. */

const UnixMs = z.number().int().min(1_700_000_000_000).max(9_999_999_999_999);
const Count = z.number().int().min(1);
const Hour = z.number().int().min(0).max(23);

/** The gate was opened by hand. */
export const DayOpening = z.object({
  openedAt: UnixMs,
  class: z.enum(OPENING_CLASSES),
  /** Of a visitor. */
  building: z.number().int().optional(),
  /** Of an emergency, once it is given. */
  reason: z.enum(EMERGENCY_REASONS).optional(),
  /** Masked; absent where nobody was on duty. */
  guardName: z.string().optional(),
});
export type DayOpening = z.infer<typeof DayOpening>;

/** One class by one guard, so often in a day that somebody should look. */
export const RepeatedOpening = z.object({
  class: z.enum(OPENING_CLASSES),
  /** Absent where nobody was on duty. */
  staffId: StaffId.optional(),
  guardName: z.string().optional(),
  count: Count,
  lastOpenedAt: UnixMs,
  /** When somebody last looked, and how many there were then: fewer than `count` is due again. */
  reviewed: z.object({ at: UnixMs, count: Count }).optional(),
});
export type RepeatedOpening = z.infer<typeof RepeatedOpening>;

export const DayOpenings = z.object({
  /** Oldest first. */
  openings: z.array(DayOpening),
  repeated: z.array(RepeatedOpening),
});
export type DayOpenings = z.infer<typeof DayOpenings>;
export const listDayOpenings = endpoint({
  method: 'GET',
  path: '/api/v1/manager/gates/:gateId/days/:day/openings',
  answer: DayOpenings,
});

export const OpeningReview = z.strictObject({
  class: z.enum(OPENING_CLASSES),
  staffId: StaffId.optional(),
  /** How many the manager has seen; more of them are due again. */
  count: Count.max(10_000),
});
export type OpeningReview = z.infer<typeof OpeningReview>;
export const reviewOpenings = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/gates/:gateId/days/:day/openings/review',
  body: OpeningReview,
});

const Said = z.object({ outcome: z.enum(OUTCOMES), reason: z.enum(REASONS) });
/** A scan on which the gate and the server differ. Whose it was is not told. */
export const DayDisagreement = z.object({
  scannedAt: UnixMs,
  direction: z.enum(DIRECTIONS),
  gate: Said,
  server: Said,
  /** Whether the person came through: by the gate's verdict, or by the guard's decision. */
  letIn: z.boolean(),
  deviceId: GateDeviceId,
});
export type DayDisagreement = z.infer<typeof DayDisagreement>;
export const RefusedRelief = z.object({
  at: UnixMs,
  guardName: z.string(),
  deviceId: GateDeviceId,
});
export type RefusedRelief = z.infer<typeof RefusedRelief>;
export const listDayDisagreements = endpoint({
  method: 'GET',
  path: '/api/v1/manager/gates/:gateId/days/:day/disagreements',
  answer: z.object({
    disagreements: z.array(DayDisagreement),
    /** A device said that this guard had taken over by PIN, and could not prove it. */
    refusedReliefs: z.array(RefusedRelief),
  }),
});

/** Counts alone; what was recorded of residents is there for seven days. */
export const GateDayCounts = z.object({
  /** Who came in by a code. Without a building where the holder is not known any more. */
  entries: z.array(
    z.object({ hour: Hour, class: z.enum(CLASSES), building: z.string().optional(), count: Count }),
  ),
  /** Whoever showed a code and was not let in, by the gate's reason. */
  turnedAway: z.array(z.object({ hour: Hour, reason: z.enum(REASONS), count: Count })),
  /** Asked about because the gate was on trial: it would have refused them. */
  wouldBeRefused: z.array(z.object({ reason: z.enum(REASONS), count: Count })),
});
export type GateDayCounts = z.infer<typeof GateDayCounts>;
export const countGateDay = endpoint({
  method: 'GET',
  path: '/api/v1/manager/gates/:gateId/days/:day/counts',
  answer: GateDayCounts,
});

export const TrialRequest = z.strictObject({
  /** At most 90 days ahead. */
  until: UnixMs,
});
/** Begins or prolongs a gate's trial. */
export const setTrial = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/gates/:gateId/trial',
  body: TrialRequest,
});
export const endTrial = endpoint({
  method: 'DELETE',
  path: '/api/v1/manager/gates/:gateId/trial',
});
