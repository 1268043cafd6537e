import * as z from 'zod';
import { CompoundId, PlaceId, StaffId } from '../ids.ts';
import { type Action, PERMISSIONS } from '../permissions.ts';
import { OFFICES, ROLES } from '../roles.ts';
import { endpoint } from './endpoint.ts';
import { Phone } from './sign-in.ts';

const UnixMs = z.number().int();
const PersonName = z.string().trim().min(1).max(40);

/** A role of somebody at a place. */
export const HeldGrant = z.object({
  staffId: StaffId,
  maskedName: z.string(),
  role: z.enum(ROLES),
  node: PlaceId,
  office: z.enum(OFFICES),
  /** Absent where it was given before anybody noted it. */
  since: UnixMs.optional(),
  /** Exclusive. */
  until: UnixMs,
  /** Ended before its day. */
  endedAt: UnixMs.optional(),
});
export type HeldGrant = z.infer<typeof HeldGrant>;

/** Who holds a role here: at the place, in it, and around it. */
export const listGrants = endpoint({
  method: 'GET',
  path: '/api/v1/manager/places/:placeId/grants',
  answer: z.object({
    /** The place and every wider one around it, from the street down. */
    within: z.array(z.object({ placeId: PlaceId, name: z.string() })),
    grants: z.array(HeldGrant),
  }),
});

/** What whoever is signed in to the console may do, and where. */
export const readOwnRoles = endpoint({
  method: 'GET',
  path: '/api/v1/manager/me',
  answer: z.object({
    staffId: StaffId,
    maskedName: z.string(),
    roles: z.array(z.object({ role: z.enum(ROLES), node: PlaceId, until: UnixMs })),
    /** Every compound where one of them counts, or a part of it. */
    compounds: z.array(z.object({ compoundId: CompoundId, name: z.string() })),
  }),
});

export const GiveGrantRequest = z.strictObject({
  /** Somebody who works here already, or somebody new by name and phone number. */
  to: z.union([
    z.strictObject({ staffId: StaffId }),
    z.strictObject({ name: PersonName, phone: Phone }),
  ]),
  role: z.enum(ROLES),
  /** For whom they act in it, where that is not the role's own office. */
  office: z.enum(OFFICES).optional(),
  until: UnixMs,
});
export type GiveGrantRequest = z.infer<typeof GiveGrantRequest>;
/** Given again, it runs until the new day. */
export const giveGrant = endpoint({
  method: 'POST',
  path: '/api/v1/manager/places/:placeId/grants',
  body: GiveGrantRequest,
  answer: HeldGrant,
});

export const EndGrantRequest = z.strictObject({ staffId: StaffId, role: z.enum(ROLES) });
export type EndGrantRequest = z.infer<typeof EndGrantRequest>;
/** Counts from the next request of whoever held it. One that has ended stays ended. */
export const endGrant = endpoint({
  method: 'POST',
  path: '/api/v1/manager/places/:placeId/ended-grants',
  body: EndGrantRequest,
});

// cast: the keys of an object literal are its keys
const ACTIONS = Object.keys(PERMISSIONS) as [Action, ...Action[]];
const RoleHeld = z.object({ role: z.enum(ROLES), node: PlaceId, until: UnixMs });

/** What one member of staff may do at a place, action by action, and why. */
export const testPermissions = endpoint({
  method: 'GET',
  path: '/api/v1/manager/places/:placeId/staff/:staffId/permissions',
  answer: z.object({
    maskedName: z.string(),
    actions: z.array(
      z.object({
        action: z.enum(ACTIONS),
        allowed: z.boolean(),
        because: z.enum(['role', 'ended', 'other_place', 'no_role']),
        by: RoleHeld.optional(),
      }),
    ),
  }),
});

export const ChangeCompanyRequest = z.strictObject({
  /** The new company; without one the compound is run by its community alone. */
  company: z.strictObject({ name: z.string().trim().min(2).max(60) }).optional(),
  /** Who manages from now on. Where no company does, somebody of the community. */
  manager: z.strictObject({ name: PersonName, phone: Phone, until: UnixMs }),
  documentNumber: z.string().trim().min(4).max(60),
});
export type ChangeCompanyRequest = z.infer<typeof ChangeCompanyRequest>;
/** What a change of the property company ends and hands over. */
export const CompanyChange = z.object({
  /** Who had a role for the company before, and has none now. */
  ended: z.array(HeldGrant),
  manager: HeldGrant,
});
export type CompanyChange = z.infer<typeof CompanyChange>;
/** Asked again with the same document, it finishes what was broken off. */
export const changeCompany = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/compounds/:compoundId/company',
  body: ChangeCompanyRequest,
  answer: CompanyChange,
});
