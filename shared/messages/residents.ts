import * as z from 'zod';
import { HouseId, ResidentId } from '../ids.ts';
import { endpoint } from './endpoint.ts';
import { HeldBy, Leaving, REMOVAL_DOCUMENTS } from './household.ts';
import { RESIDENT_STATES, TIES } from './register.ts';
import { Phone } from './sign-in.ts';

const UnixMs = z.number().int();
const Name = z.string().trim().min(1).max(40);
const Day = z.iso.date();
const Version = z.number().int().min(1);
/** Who each hold a child's pass by a number of their own. */
export const MOST_GUARDIANS = 4;

/** One resident as whoever keeps the register sees them. */
export const ManagedResident = z.object({
  residentId: ResidentId,
  houseId: HouseId,
  houseLabel: z.string(),
  name: z.string(),
  tie: z.enum(TIES),
  class: z.enum(['resident', 'household']),
  isChild: z.boolean(),
  /** The day on which a child turns 18. */
  childUntil: Day.optional(),
  state: z.enum(RESIDENT_STATES),
  since: UnixMs.optional(),
  /** Whether there is a number; which one is kept nowhere. */
  hasPhone: z.boolean(),
  leaving: Leaving.optional(),
  household: z.array(
    z.object({
      residentId: ResidentId,
      maskedName: z.string(),
      isChild: z.boolean(),
      /** Two of one name in a house are told apart by it. */
      tie: z.enum(TIES).optional(),
    }),
  ),
  heldBy: z.array(HeldBy),
  /** To be sent along with a change: it counts only while nobody else has made one. */
  version: Version,
});
export type ManagedResident = z.infer<typeof ManagedResident>;
export const readResident = endpoint({
  method: 'GET',
  path: '/api/v1/manager/residents/:residentId',
  answer: ManagedResident,
  reads: { record: 'resident', purpose: 'register' },
});

export const RegisterResidentRequest = z.strictObject({
  /** As people type it, with its unit: 3-2-501. */
  house: z.string().max(24),
  name: Name,
  tie: z.enum(TIES),
  phone: Phone.optional(),
  childUntil: Day.optional(),
  /** Adults of the house who each hold a child's pass in their own right. */
  guardians: z.array(ResidentId).max(MOST_GUARDIANS).optional(),
});
export type RegisterResidentRequest = z.infer<typeof RegisterResidentRequest>;
export const registerResident = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/residents',
  body: RegisterResidentRequest,
  answer: z.object({ residentId: ResidentId }),
});

export const EditResidentRequest = z.strictObject({
  version: Version,
  name: Name.optional(),
  tie: z.enum(TIES).optional(),
  /** Null takes it off. */
  phone: Phone.nullable().optional(),
  childUntil: Day.nullable().optional(),
  /** Adults of the house who from now on hold the child's pass as well. */
  guardians: z.array(ResidentId).max(MOST_GUARDIANS).optional(),
});
export type EditResidentRequest = z.infer<typeof EditResidentRequest>;
export const editResident = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/residents/:residentId',
  body: EditResidentRequest,
  answer: z.object({ version: Version }),
});

export const AnnounceRemovalRequest = z.strictObject({
  version: Version,
  document: z.enum(REMOVAL_DOCUMENTS),
  documentNumber: z.string().trim().min(4).max(64),
});
export type AnnounceRemovalRequest = z.infer<typeof AnnounceRemovalRequest>;
/** A protection order takes effect at once, every other document after the notice. */
export const announceRemoval = endpoint({
  method: 'POST',
  path: '/api/v1/manager/residents/:residentId/removal',
  body: AnnounceRemovalRequest,
  answer: z.object({ version: Version, at: UnixMs }),
});
export const takeBackRemoval = endpoint({
  method: 'DELETE',
  path: '/api/v1/manager/residents/:residentId/removal',
});
