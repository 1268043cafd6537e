import type { CompoundId } from '../../shared/ids.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { ChainId } from './chain-id.ts';

/** Every key of this feature. Numbers of links sort as they count. */
const DIGITS = 10;
const padded = (number: number): string => String(number).padStart(DIGITS, '0');

export const LINK_PREFIX = 'link#';
export const linkKey = (chain: ChainId, number: number) => ({
  pk: `${chain}#chain`,
  sk: `${LINK_PREFIX}${padded(number)}`,
});

/** A day's facts lie together; the mark tells the link that they belong to from one that lost. */
export const FACTS_PREFIX = 'facts#';
export const factsPartition = (chain: ChainId, day: string): string => `${chain}#facts#${day}`;
export const factsKey = (
  chain: ChainId,
  { number, at, mark }: { readonly number: number; readonly at: number; readonly mark: string },
) => ({
  pk: factsPartition(chain, shanghaiDay(at)),
  sk: `${FACTS_PREFIX}${padded(number)}#${mark}`,
});

/** Which chains there are. */
export const CHAINS = { pk: 'chains', prefix: 'chain#' } as const;
export const chainEntryKey = (chain: ChainId) => ({
  pk: CHAINS.pk,
  sk: `${CHAINS.prefix}${chain}`,
});

/** A day's reads of personal data in a compound. */
const READS = '#reads#';
/** Of a request's id as much as tells a day's reads of a compound apart: it lies in every fact. */
const REQUEST_ID = { from: 'req_'.length, to: 'req_'.length + 12 } as const;
export const readKey = (compound: CompoundId, at: number, requestId: string) => ({
  pk: `${compound}${READS}${shanghaiDay(at)}`,
  sk: `read#${requestId.slice(REQUEST_ID.from, REQUEST_ID.to)}`,
});
export const isReadsPartition = (pk: string): boolean => pk.includes(READS);
