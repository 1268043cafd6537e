import * as z from 'zod';
import { AccountId, HouseId, ResidentId } from '../../shared/ids.ts';

/** What ties a person to the house. */
export const TIES = ['owner', 'tenant', 'family', 'carer'] as const;

export const Resident = z.object({
  residentId: ResidentId,
  houseId: HouseId,
  name: z.string(),
  maskedName: z.string(),
  tie: z.enum(TIES),
  /** Who lives here is a resident; who helps in the household is of the household. */
  class: z.enum(['resident', 'household']),
  /** The building in the compound's own words, e.g. 3幢: where a guard sends somebody. */
  building: z.string(),
  /** The phone that holds this resident's pass; two people may share one, some have none. */
  accountId: AccountId.optional(),
});
export type Resident = z.infer<typeof Resident>;

/** Somebody of a house as the others see them. */
export const HouseMember = z.object({ residentId: ResidentId, maskedName: z.string() });
export type HouseMember = z.infer<typeof HouseMember>;

/** Who changed a record, for what, and when: written inside the changed item. */
export type Change = {
  readonly by: string;
  readonly purpose: string;
  /** Unix milliseconds. */
  readonly at: number;
};
