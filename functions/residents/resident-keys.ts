import { compoundOf, type HouseId, type ResidentId } from '../../shared/ids.ts';

export const residentKey = (id: ResidentId) => ({ pk: compoundOf(id), sk: `resident#${id}` });

export const memberPrefix = (house: HouseId): string => `house-member#${house}#`;
/** Those of a house lie side by side. */
export const memberKey = (house: HouseId, resident: ResidentId) => ({
  pk: compoundOf(house),
  sk: `${memberPrefix(house)}${resident}`,
});
