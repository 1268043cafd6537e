import * as z from 'zod';
import { AccountId, HouseId, ImportId, ResidentId } from '../../shared/ids.ts';
import { RESIDENT_STATES, TIES } from '../../shared/messages/register.ts';

/** A day in Shanghai, such as 2031-09-01. */
const Day = z.iso.date();

export const Resident = z.object({
  residentId: ResidentId,
  houseId: HouseId,
  name: z.string(),
  maskedName: z.string(),
  /** What ties the person to the house. */
  tie: z.enum(TIES),
  /** Who lives here is a resident; who helps in the household is of the household. */
  class: z.enum(['resident', 'household']),
  /** The building in the compound's own words, e.g. 3幢: where a guard sends somebody. */
  building: z.string(),
  /** The phone that holds this resident's pass; two people may share one, some have none. */
  accountId: AccountId.optional(),
  /** The day on which a child turns 18: the least that tells a child from an adult. */
  childUntil: Day.optional(),
  state: z.enum(RESIDENT_STATES).default('active'),
  /** The day in Shanghai on which they moved out. */
  movedOutOn: z.iso.date().optional(),
  /** Their tenancy is over, and nobody has recorded yet whether they stay: their passes ask. */
  tenancyOver: z.boolean().optional(),
  /** Unix milliseconds of the registration, where it is known. */
  since: z.number().int().optional(),
  /** The roster that they came by. */
  importId: ImportId.optional(),
  /** Up by one with each write. */
  version: z.number().int().default(1),
});
export type Resident = z.infer<typeof Resident>;
/** Somebody new: who they are, before the register has counted a change. */
export type NewResident = Omit<z.input<typeof Resident>, 'version'>;

/** Somebody of a house as the others see them. */
export const HouseMember = z.object({ residentId: ResidentId, maskedName: z.string() });
export type HouseMember = z.infer<typeof HouseMember>;
