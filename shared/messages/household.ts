import * as z from 'zod';
import { ProxyId, ResidentId } from '../ids.ts';
import { endpoint } from './endpoint.ts';
import { RESIDENT_STATES, TIES } from './register.ts';
import { Phone } from './sign-in.ts';
import { SPECIAL_CARE_KINDS } from './special-care.ts';

const UnixMs = z.number().int();

/** A proxy was given by an adult; a guardian holds a child's pass in their own right. */
export const PROXY_KINDS = ['proxy', 'guardian'] as const;
export const PROXY_STATES = ['offered', 'held', 'lapsed'] as const;

/** Somebody who holds a pass for another, without their number. */
export const HeldBy = z.object({
  proxyId: ProxyId,
  kind: z.enum(PROXY_KINDS),
  called: z.string(),
  state: z.enum(PROXY_STATES),
  since: UnixMs,
});
export type HeldBy = z.infer<typeof HeldBy>;

/** Why somebody else ends a residence: a document of a closed list. */
export const REMOVAL_DOCUMENTS = [
  'court_ruling',
  'property_title',
  'lease_end',
  'death_certificate',
  'protection_order',
] as const;
/** Between the notice and the removal: time to say that it is wrong. */
export const REMOVAL_NOTICE_HOURS = 72;

/** A removal that is announced and not done. */
export const Leaving = z.object({
  /** Unix milliseconds when it takes effect. */
  at: UnixMs,
  document: z.enum(REMOVAL_DOCUMENTS),
});

/** What is kept about oneself. */
export const OwnRecord = z.object({
  residentId: ResidentId,
  name: z.string(),
  tie: z.enum(TIES),
  isChild: z.boolean(),
  state: z.enum(RESIDENT_STATES),
  since: UnixMs.optional(),
  leaving: Leaving.optional(),
  /** Whether this number is the adult's own: then they decide here, and nobody else does. */
  decides: z.boolean(),
  /** Where the number is another adult's as well: neither decides by it. */
  shared: z.boolean(),
  /** Who else holds their pass; for the adult alone. */
  heldBy: z.array(HeldBy),
  /** For the adult alone, who can end it. */
  specialCare: z.object({ kind: z.enum(SPECIAL_CARE_KINDS), since: UnixMs }).optional(),
});
export type OwnRecord = z.infer<typeof OwnRecord>;
export const readOwnRecord = endpoint({
  method: 'GET',
  path: '/api/v1/resident/residents/:residentId/record',
  answer: OwnRecord,
});

/** What people call those who help them: 女儿, 隔壁老张. */
const Called = z.string().trim().min(1).max(12);
export const GiveProxyRequest = z.strictObject({ phone: Phone, called: Called });
export type GiveProxyRequest = z.infer<typeof GiveProxyRequest>;
export const giveProxy = endpoint({
  method: 'POST',
  path: '/api/v1/resident/residents/:residentId/proxies',
  body: GiveProxyRequest,
  answer: z.object({ proxyId: ProxyId }),
});
export const endProxy = endpoint({
  method: 'DELETE',
  path: '/api/v1/resident/residents/:residentId/proxies/:proxyId',
});

/** Ends one's own residence, now. */
export const leave = endpoint({
  method: 'POST',
  path: '/api/v1/resident/residents/:residentId/departure',
});
/** Ends that a helper knows of it. */
export const endOwnSpecialCare = endpoint({
  method: 'DELETE',
  path: '/api/v1/resident/residents/:residentId/special-care',
});
