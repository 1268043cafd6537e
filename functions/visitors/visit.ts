import * as z from 'zod';
import { DIRECTIONS, OUTCOMES, REASONS } from '../../shared/gate/outcomes.ts';
import { AccountId, GateDeviceId, GateId, HouseId, InvitationId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { endsAt, VisitTimes } from '../../shared/visitors/visit-times.ts';
import { VISIT_TYPES } from '../../shared/visitors/visit-types.ts';

/** What one invitation lets this browser do; of several households, one each. */
const Stay = z.object({
  houseId: HouseId,
  building: z.string(),
  account: AccountId,
  name: z.string(),
  type: z.enum(VISIT_TYPES),
  times: VisitTimes,
  plate: z.string().optional(),
  entered: z.number().int(),
  endedAt: z.number().int().optional(),
});
export type Stay = z.infer<typeof Stay>;

const Decision = z.object({
  deviceId: GateDeviceId,
  boot: z.coerce.number().int(),
  seq: z.coerce.number().int(),
  gateId: GateId,
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS),
  direction: z.enum(DIRECTIONS),
  at: z.coerce.number().int(),
  /** By which invitation it was let in. */
  by: InvitationId.optional(),
  /** Asked about, and let in by the guard. */
  hand: z.literal('let_in').optional(),
});
/** One scan that was decided by what stands here. */
export type VisitDecision = z.infer<typeof Decision>;

/** One line each, so that the item stays small: a write costs by its size. */
const FIELDS = [
  'deviceId',
  'boot',
  'seq',
  'gateId',
  'outcome',
  'reason',
  'direction',
  'at',
  'by',
  'hand',
] as const satisfies readonly (keyof VisitDecision)[];
const packed = (decision: VisitDecision): string =>
  FIELDS.map((field) => decision[field] ?? '').join(' ');
const Packed = z.string().transform((line) => {
  const values = line.split(' ');
  const named = FIELDS.map((field, n) => [field, values[n] === '' ? undefined : values[n]]);
  return Decision.parse(Object.fromEntries(named));
});

/** A browser that was invited: what its pass stands for at the gate. */
export const Visit = z.object({
  serial: z.number().int(),
  /** Compressed point, base64url: a pass for another key is not this visit's. */
  deviceKey: z.string(),
  stays: z.record(InvitationId, Stay),
  /** They came in and have not been seen to leave. */
  inside: z.object({ by: InvitationId, since: z.number().int(), gateId: GateId }).optional(),
  /** The slot of the last code that was let in: it and those before it are spent. */
  lastSlot: z.number().int().optional(),
  /** The latest scans, oldest first: asked again, each is answered as it was. */
  decided: z.array(Packed),
  /** Up by one with each write. */
  turn: z.number().int(),
});
export type Visit = z.infer<typeof Visit>;

/** Somebody at a gate is asked about within seconds; older ones stand in the gate's record. */
export const DECISIONS_KEPT = 4;

/** As it is stored. */
export const visitFields = (visit: Visit) => ({ ...visit, decided: visit.decided.map(packed) });

/** Unix milliseconds. */
export const visitGoneAt = ({ stays }: Pick<Visit, 'stays'>): number =>
  Math.max(0, ...Object.values(stays).map(({ times }) => endsAt(times))) + KEPT_MS.invitation;
