import * as z from 'zod';
import { AccountId, HouseId, ImportId, ResidentId } from '../../shared/ids.ts';
import { REMOVAL_DOCUMENTS } from '../../shared/messages/household.ts';
import { RESIDENT_STATES, TIES } from '../../shared/messages/register.ts';

/** A day in Shanghai, such as 2031-09-01. */
const Day = z.iso.date();

/** How a residence begins and ends. */
export const RESIDENT_LIFECYCLE = [
  {
    from: 'none',
    to: 'active',
    by: 'property_manager, house_steward, community_worker; a join request that was approved',
  },
  { from: 'none', to: 'importing', by: 'a roster, until all of it is in' },
  { from: 'importing', to: 'active', by: 'the same roster' },
  { from: 'active', to: 'leaving', by: 'property_manager, on a document: notice of 72 hours' },
  { from: 'leaving', to: 'active', by: 'property_manager, who takes it back' },
  { from: 'leaving', to: 'moved_out', by: 'time, 72 hours after the notice' },
  {
    from: 'active, leaving',
    to: 'moved_out',
    by: 'that adult, or a property_manager on a protection order',
  },
] as const;

export const Resident = z.object({
  residentId: ResidentId,
  houseId: HouseId,
  name: z.string(),
  maskedName: z.string(),
  /** What ties the person to the house. */
  tie: z.enum(TIES),
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
  /** A removal on a document, announced and not done. */
  leaving: z
    .object({
      /** Unix milliseconds when it takes effect. */
      at: z.number().int(),
      document: z.enum(REMOVAL_DOCUMENTS),
      documentNumber: z.string(),
      /** Who announced it. */
      by: z.string(),
    })
    .optional(),
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

/** Not somebody of a file that is not wholly in yet, nor who moved out. */
export const livesHere = ({ state }: Pick<Resident, 'state'>): boolean =>
  state === 'active' || state === 'leaving';

/** Who lives here is a resident; who helps in the household is of the household. */
export const classOf = (tie: Resident['tie']): Resident['class'] =>
  tie === 'carer' ? 'household' : 'resident';

/** Somebody of a house as the others see them. */
export const HouseMember = z.object({ residentId: ResidentId, maskedName: z.string() });
export type HouseMember = z.infer<typeof HouseMember>;
