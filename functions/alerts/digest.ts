import * as z from 'zod';
import { BuildingId, CompoundId, HealthChangeId, StaffId } from '../../shared/ids.ts';

const UnixMs = z.number().int();
const Count = z.number().int().min(0);

/** 每日预警汇总: what became another in a compound since the morning before. Numbers, and no name. */
export const StoredDigest = z.object({
  compoundId: CompoundId,
  /** In Shanghai. */
  day: z.iso.date(),
  from: UnixMs,
  until: UnixMs,
  changes: Count,
  became: z.array(z.object({ value: z.string(), count: Count })),
  buildings: z.array(z.object({ buildingId: BuildingId, changes: Count, worse: Count })),
  /** The last changes that it counts: what comes to the lists late is in the next. */
  lastCounted: z.array(HealthChangeId),
  madeAt: UnixMs,
  late: z.boolean(),
  /** Who is told of it, as the roles stood when it was made. */
  recipients: z.array(StaffId),
  /** Whether all of them have been. */
  told: z.boolean(),
});
export type StoredDigest = z.infer<typeof StoredDigest>;
