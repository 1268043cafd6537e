import * as z from 'zod';
import { EMERGENCY_STATES } from '../emergency/emergency-lifecycle.ts';
import { AUTHORITY_LEVELS, MEASURES } from '../emergency/measures.ts';
import { EmergencyId } from '../ids.ts';
import { OFFICES, PLACE_KINDS } from '../roles.ts';
import { AnnouncementPlace } from './announcements.ts';
import { endpoint } from './endpoint.ts';
import { TripsPerDay } from './trips.ts';

/** An emergency response: declared by one office, confirmed by another, within a document. */

const UnixMs = z.number().int();
/** Where one can stand: from a street down to a building. */
export const EmergencyPlace = AnnouncementPlace;
export type EmergencyPlace = z.infer<typeof EmergencyPlace>;
const Scope = z.array(EmergencyPlace).min(1).max(60);
const Measures = z.array(z.enum(MEASURES)).min(1).max(MEASURES.length);

export const DeclaredDocument = z.strictObject({
  number: z.string().trim().min(4).max(60),
  authority: z.string().trim().min(2).max(60),
  level: z.enum(AUTHORITY_LEVELS),
  issuedOn: z.iso.date(),
  scope: Scope,
  measures: Measures,
  /** The last day, in Shanghai. */
  until: z.iso.date(),
});
export type DeclaredDocument = z.infer<typeof DeclaredDocument>;

const coordinate = z.base64url().length(43);
export const Feed = z.strictObject({
  name: z.string().trim().min(1).max(40),
  kid: z.string().min(1).max(64),
  key: z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: coordinate,
    y: coordinate,
  }),
});

export const DeclareEmergency = z.strictObject({
  /** Made by the page with the draft: the same again declares nothing more. */
  key: z.string().regex(/^[0-9a-z]{16}$/),
  mode: z.enum(['real', 'drill']),
  event: z.string().trim().min(2).max(60),
  document: DeclaredDocument,
  scope: Scope,
  measures: Measures,
  /** Of each household; said where `trip_quota` is among the measures, and nowhere else. */
  tripsPerDay: TripsPerDay.optional(),
  /** Exclusive. */
  until: UnixMs,
  /** Whose signed results are believed: their public keys, pinned with the declaration. */
  feeds: z
    .array(Feed)
    .max(20)
    .refine((all) => new Set(all.map(({ kid }) => kid)).size === all.length, 'one key twice')
    .default([]),
  /** Which set of values, rules and texts: the version of one in status-rule-sets.ts. */
  rules: z.number().int().min(1).default(1),
});
export type DeclareEmergency = z.input<typeof DeclareEmergency>;

const By = z.object({ office: z.enum(OFFICES), at: UnixMs });
const ShownDocument = z.object({
  number: z.string(),
  authority: z.string(),
  level: z.enum(AUTHORITY_LEVELS),
  issuedOn: z.iso.date(),
  until: z.iso.date(),
});

/** As the offices see it. */
export const Emergency = z.object({
  emergencyId: EmergencyId,
  mode: z.enum(['real', 'drill']),
  state: z.enum(EMERGENCY_STATES),
  event: z.string(),
  document: ShownDocument,
  scope: z.array(z.object({ placeId: EmergencyPlace, name: z.string() })),
  measures: z.array(z.enum(MEASURES)),
  tripsPerDay: TripsPerDay.optional(),
  until: UnixMs,
  /** In how many compounds it acts or acted. */
  compounds: z.number().int(),
  feeds: z.array(z.string()),
  /** What its values are called, from the usual one on; absent in an answer of the release before. */
  values: z.array(z.object({ zh: z.string(), en: z.string() })).optional(),
  declared: By,
  /** By when another office has to decide; once it is over, the declaration has lapsed. */
  decideBy: UnixMs,
  decided: By.optional(),
  renewals: z.array(
    z.object({
      document: ShownDocument,
      until: UnixMs,
      declared: By,
      state: z.enum(['asked', 'renewed', 'refused', 'lapsed']),
      decided: By.optional(),
    }),
  ),
  ended: z
    .object({
      by: z.union([z.enum(OFFICES), z.literal('clock')]),
      at: UnixMs,
      /** The other office that agreed to the destruction. */
      confirmed: By.optional(),
      /** From when on what was known is destroyed, whoever agrees. */
      destroyFrom: UnixMs.optional(),
    })
    .optional(),
  version: z.number().int(),
  /** What whoever asks may do with it now. */
  may: z.object({
    decide: z.boolean(),
    renew: z.boolean(),
    end: z.boolean(),
    /** Absent in an answer of the release before. */
    confirmEnd: z.boolean().optional(),
  }),
});
export type Emergency = z.infer<typeof Emergency>;

export const Emergencies = z.object({
  /** Of the streets and compounds that whoever asks works for, newest first. */
  emergencies: z.array(Emergency),
  /** Where they may declare one, the widest first; grids and buildings of these too. */
  places: z.array(
    z.object({ placeId: EmergencyPlace, kind: z.enum(PLACE_KINDS), name: z.string() }),
  ),
});
export type Emergencies = z.infer<typeof Emergencies>;
export const listEmergencies = endpoint({
  method: 'GET',
  path: '/api/v1/manager/emergencies',
  answer: Emergencies,
});

const Changed = z.object({ emergencyId: EmergencyId, version: z.number().int() });

export const declareEmergency = endpoint({
  method: 'POST',
  path: '/api/v1/manager/emergencies',
  body: DeclareEmergency,
  answer: Changed,
});

export const DecideEmergency = z.strictObject({
  version: z.number().int().min(1),
  confirm: z.boolean(),
});
/** Of what was declared, or of the renewal that was asked for. */
export const decideEmergency = endpoint({
  method: 'POST',
  path: '/api/v1/manager/emergencies/:emergencyId/decisions',
  body: DecideEmergency,
  answer: Changed,
});

export const RenewEmergency = z.strictObject({
  version: z.number().int().min(1),
  /** A renewal is a new decision: the document that orders it. */
  document: DeclaredDocument,
  until: UnixMs,
});
export type RenewEmergency = z.infer<typeof RenewEmergency>;
export const askRenewal = endpoint({
  method: 'POST',
  path: '/api/v1/manager/emergencies/:emergencyId/renewals',
  body: RenewEmergency,
  answer: Changed,
});

export const endEmergency = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/emergencies/:emergencyId/end',
  answer: Changed,
});
/** By another office than the one that ended it: what was known is destroyed from then on. */
export const confirmEnd = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/emergencies/:emergencyId/end-confirmation',
  answer: Changed,
});
