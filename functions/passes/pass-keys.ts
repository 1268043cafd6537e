import {
  type CardNumber,
  type CompoundId,
  compoundOf,
  type PassId,
  passIndexOf,
  type ResidentId,
} from '../../shared/ids.ts';

/** Every key of this feature. */
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

export const PASS_PREFIX = 'pass#';
export const passKeyOf = (id: PassId) => ({
  pk: compoundOf(id),
  sk: `${PASS_PREFIX}${hex(passIndexOf(id), 6)}`,
});

/** One item a resident: which device keys have which pass. Its version makes the limit race-free. */
export const residentKeysKey = (resident: ResidentId) => ({
  pk: compoundOf(resident),
  sk: `resident-keys#${resident}`,
});

/** Which card a number names; gone with the card. */
export const CARD_NUMBER_PREFIX = 'card-number#';
export const cardNumberKey = (compound: CompoundId, number: CardNumber) => ({
  pk: compound,
  sk: `${CARD_NUMBER_PREFIX}${number}`,
});

/** A compound's suspensions with a term, in the order in which they end. */
export const RESUMPTIONS = {
  first: 'resume#',
  until: (ms: number) => `resume#${new Date(ms).toISOString()}~`,
};
export const resumptionKey = (id: PassId, atMs: number) => ({
  pk: compoundOf(id),
  sk: `resume#${new Date(atMs).toISOString()}#${id}`,
});

export const statusListKey = (compound: CompoundId) => ({ pk: compound, sk: 'status-list' });

/** Holders lie in 32 items, so that one new pass rewrites a few kilobytes and not all names. */
export const HOLDER_SHARDS = 32;
export const HOLDERS_PREFIX = 'holders#';
export const holdersKey = (compound: CompoundId, index: number) => ({
  pk: compound,
  sk: `${HOLDERS_PREFIX}${hex(index % HOLDER_SHARDS, 2)}`,
});
