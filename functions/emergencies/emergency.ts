import * as z from 'zod';
import { EMERGENCY_STATES } from '../../shared/emergency/emergency-lifecycle.ts';
import { AUTHORITY_LEVELS, MEASURES } from '../../shared/emergency/measures.ts';
import { StatusRules } from '../../shared/emergency/status-rules.ts';
import { CompoundId, EmergencyId, StaffId, StreetId } from '../../shared/ids.ts';
import { EmergencyPlace } from '../../shared/messages/emergencies.ts';
import { TripsPerDay } from '../../shared/messages/trips.ts';
import { OFFICES } from '../../shared/roles.ts';
import { AuditFacts } from '../platform/audit.ts';

const UnixMs = z.number().int();
const Measures = z.array(z.enum(MEASURES)).min(1);
const Scope = z.array(EmergencyPlace).min(1).max(60);

/** By what law it stands: nothing is declared without it, and nothing wider than it. */
export const EmergencyDocument = z.object({
  number: z.string().min(4).max(60),
  authority: z.string().min(2).max(60),
  level: z.enum(AUTHORITY_LEVELS),
  issuedOn: z.iso.date(),
  scope: Scope,
  measures: Measures,
  /** The last day, in Shanghai. */
  until: z.iso.date(),
});
export type EmergencyDocument = z.infer<typeof EmergencyDocument>;

/** Who decided, for which office. */
export const Decision = z.object({ by: StaffId, office: z.enum(OFFICES), at: UnixMs });
export type Decision = z.infer<typeof Decision>;

/** A source of evidence whose signature is known: its public key, pinned with the declaration. */
export const PinnedFeed = z.object({
  name: z.string().max(40),
  kid: z.string().max(64),
  /** P-256, as a JWK. */
  key: z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
});
export type PinnedFeed = z.infer<typeof PinnedFeed>;

/** An emergency, from its declaration to the end of everything that was known through it. */
export const StoredEmergency = z.object({
  emergencyId: EmergencyId,
  streetId: StreetId,
  /** A drill has people of its own making, and no gate hears of it. */
  mode: z.enum(['real', 'drill']),
  state: z.enum(EMERGENCY_STATES),
  /** What happened, by its public name. */
  event: z.string().min(2).max(60),
  document: EmergencyDocument,
  scope: Scope,
  measures: Measures,
  /** Where `trip_quota` is among them. */
  tripsPerDay: TripsPerDay.optional(),
  /** Every compound in which it acts, as the tree stood when it was confirmed. */
  compounds: z.array(CompoundId),
  /** Exclusive, unix milliseconds. */
  until: UnixMs,
  declared: Decision,
  /** Who confirmed it, or refused to. */
  decided: Decision.optional(),
  /** Each a decision of its own, the latest last; what nobody decided in time is none. */
  renewals: z.array(
    z.object({
      document: EmergencyDocument,
      until: UnixMs,
      declared: Decision,
      decided: Decision.optional(),
      refused: Decision.optional(),
    }),
  ),
  ended: z
    .object({
      by: z.union([Decision, z.literal('clock')]),
      at: UnixMs,
      /** Another office, that what was known may be destroyed. */
      confirmed: Decision.optional(),
    })
    .optional(),
  rules: StatusRules,
  feeds: z.array(PinnedFeed).max(20),
  /** By what the data key is opened; the key itself is nowhere in the table. */
  keyHandle: z.string().optional(),
  version: z.number().int(),
  audit: AuditFacts,
});
export type StoredEmergency = z.infer<typeof StoredEmergency>;

/** An emergency as one compound knows it, while it acts there. */
export const EmergencyHere = StoredEmergency.pick({
  emergencyId: true,
  mode: true,
  event: true,
  scope: true,
  measures: true,
  tripsPerDay: true,
  until: true,
  rules: true,
  feeds: true,
}).extend({
  compoundId: CompoundId,
  documentNumber: z.string(),
  authority: z.string(),
  since: UnixMs,
  keyHandle: z.string(),
});
export type EmergencyHere = z.infer<typeof EmergencyHere>;

/** The street that an emergency's id names. */
export const streetOf = (emergency: EmergencyId): StreetId =>
  StreetId.parse(`str_${emergency.split('_')[1]}`);

/** An open emergency, as one of its compounds is to know it. */
export function hereOf(emergency: StoredEmergency, compoundId: CompoundId): EmergencyHere {
  const { document, renewals, decided, keyHandle } = emergency;
  if (decided === undefined || keyHandle === undefined) {
    throw new TypeError('an emergency that nobody confirmed acts nowhere');
  }
  const { number, authority } =
    renewals.findLast((one) => one.decided !== undefined)?.document ?? document;
  return EmergencyHere.parse({
    ...emergency,
    compoundId,
    documentNumber: number,
    authority,
    since: decided.at,
    keyHandle,
  });
}
