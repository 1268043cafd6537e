import * as z from 'zod';
import { DESTRUCTION_STEP_NAMES } from '../../shared/emergency/destruction-steps.ts';
import { KEPT_NAMES } from '../../shared/emergency/kept-after-end.ts';
import { EmergencyId, StreetId } from '../../shared/ids.ts';
import {
  DestructionCertificate,
  KeyGoneLine,
  WitnessLine,
} from '../../shared/messages/certificates.ts';
import { AuditFacts } from '../platform/audit.ts';

const UnixMs = z.number().int();
const Count = z.number().int().min(0);
const signed = { signature: z.string() };

/** Where a sweep is: it goes through the whole table, over as many runs as it takes. */
export const Sweeping = z.object({
  /** Where to go on; absent before the first page. */
  after: z.object({ pk: z.string(), sk: z.string() }).optional(),
  items: Count,
  /** What names the emergency and may. */
  kept: z.partialRecord(z.enum(KEPT_NAMES), Count),
  /** What names it and may not. */
  left: Count,
});
export type Sweeping = z.infer<typeof Sweeping>;
export const NOTHING_SWEPT: Sweeping = { items: 0, kept: {}, left: 0 };

/** How far the end of everything that an emergency knew has come, and what was signed of it. */
export const StoredDestruction = z.object({
  emergencyId: EmergencyId,
  streetId: StreetId,
  event: z.string(),
  endedAt: UnixMs,
  begunAt: UnixMs,
  /** When each step was done. */
  done: z.partialRecord(z.enum(DESTRUCTION_STEP_NAMES), UnixMs),
  /** Items of each class, before anything was deleted. */
  counted: z.record(z.string(), Count).optional(),
  keyGoneBy: UnixMs.optional(),
  takenBack: Count.optional(),
  sweeping: Sweeping.optional(),
  /** How many sweeps there were; and from when on the next, after one that found something. */
  sweeps: Count,
  sweepFrom: UnixMs.optional(),
  certificate: DestructionCertificate.extend(signed).optional(),
  witness: WitnessLine.extend(signed).optional(),
  keyGone: KeyGoneLine.extend(signed).optional(),
  version: z.number().int(),
  audit: AuditFacts,
});
export type StoredDestruction = z.infer<typeof StoredDestruction>;
