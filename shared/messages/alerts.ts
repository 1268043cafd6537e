import * as z from 'zod';
import { ALERT_LEVELS, ALERT_STATES } from '../emergency/alert-lifecycle.ts';
import { BuildingId, HealthChangeId, ResidentId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

const UnixMs = z.number().int();
const Count = z.number().int().min(0);
const Words = z.object({ zh: z.string(), en: z.string() });

/** A status that became severe, until somebody sees to it. */
export const Alert = z.object({
  changeId: HealthChangeId,
  residentId: ResidentId,
  maskedName: z.string(),
  houseLabel: z.string(),
  value: z.string(),
  at: UnixMs,
  state: z.enum(ALERT_STATES),
  /** The widest that was told. */
  level: z.enum(ALERT_LEVELS),
  acknowledgedAt: UnixMs.optional(),
  byMe: z.boolean(),
});
export type Alert = z.infer<typeof Alert>;

/** How many people of a building stand at which value; the usual one is not counted. */
export const BuildingCount = z.object({
  buildingId: BuildingId,
  label: z.string(),
  standing: z.array(z.object({ value: z.string(), count: Count })),
});
export type BuildingCount = z.infer<typeof BuildingCount>;

/** 每日预警汇总. */
export const Digest = z.object({
  /** In Shanghai. */
  day: z.iso.date(),
  from: UnixMs,
  until: UnixMs,
  changes: Count,
  became: z.array(z.object({ value: z.string(), count: Count })),
  buildings: z.array(z.object({ label: z.string(), changes: Count, worse: Count })),
  madeAt: UnixMs,
  late: z.boolean(),
});
export type Digest = z.infer<typeof Digest>;

/** What whoever is on duty works from, of one compound. */
export const AlertDesk = z.object({
  /** The names of the values in this emergency, from the usual to the most severe. */
  values: z.array(z.object({ value: z.string(), words: Words, severity: z.number().int() })),
  /** That it is a drill, of people who are there for it alone. */
  drill: z.literal(true).optional(),
  /** The newest first; the oldest are left out. */
  alerts: z.array(Alert),
  buildings: z.array(BuildingCount),
  /** The newest first, a week of them. */
  digests: z.array(Digest),
});
export type AlertDesk = z.infer<typeof AlertDesk>;

export const readAlertDesk = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/alerts',
  answer: AlertDesk,
  reads: { record: 'health', purpose: 'emergency' },
});

/** Says that they see to it: from then on nobody else is woken. Somebody else’s stands. */
export const acknowledgeAlert = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/compounds/:compoundId/alerts/:healthChangeId/acknowledgement',
  answer: Alert,
});
