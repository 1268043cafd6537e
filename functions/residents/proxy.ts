import * as z from 'zod';
import { AccountId, ProxyId, ResidentId } from '../../shared/ids.ts';
import { PROXY_KINDS } from '../../shared/messages/household.ts';

/** Who else holds a resident's pass, and how that begins and ends. */
export const PROXY_LIFECYCLE = [
  { from: 'none', to: 'offered', by: 'the adult whose pass it is' },
  { from: 'offered', to: 'held', by: 'whoever signs in by the number within 7 days' },
  { from: 'offered', to: 'lapsed', by: 'time, after 7 days' },
  { from: 'none', to: 'held', by: 'whoever keeps the register of a child, for each guardian' },
  { from: 'none', to: 'held', by: 'whoever gives somebody who shared a number one of their own' },
  { from: 'held', to: 'over', by: 'time, of a guardian on the day on which the child turns 18' },
  { from: 'offered, held', to: 'ended', by: 'that adult alone, or the end of their residence' },
] as const;

/** Somebody who holds the pass of a resident by another number than the resident's own. */
export const ProxyRecord = z.object({
  proxyId: ProxyId,
  residentId: ResidentId,
  accountId: AccountId,
  kind: z.enum(PROXY_KINDS),
  /** What the adult calls them: the number itself is kept nowhere. */
  called: z.string(),
  since: z.number().int(),
});
export type ProxyRecord = z.infer<typeof ProxyRecord>;
