import type { WhistleLink } from '../../shared/messages/whistles.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RateLimit, RateLimits } from '../platform/rate-limit.ts';
import { openLink } from './link.ts';
import { type Department, opensUntil, type StoredWhistle } from './whistle.ts';
import type { WhistleStore } from './whistle-store.ts';

export type LinkPorts = {
  readonly whistles: Pick<WhistleStore, 'findWhistle'>;
  readonly rates: RateLimits;
  /** Derived for `whistle-link`. */
  readonly linkKey: Uint8Array;
};

/** Whoever holds a link, from somewhere. */
export type ByLink = {
  readonly link: WhistleLink;
  readonly address: string;
  readonly now: number;
};

export type Called = {
  readonly whistle: StoredWhistle;
  /** Its number among those that were called. */
  readonly own: number;
  readonly department: Department;
};

/** One office behind one address looks at several, over and over. */
const OPENED_PER_ADDRESS: RateLimit = { kind: 'whistle-address', most: 120, windowMs: 600_000 };

/** Which department of which whistle a link is for. One that we never gave costs no read. */
export async function calledByLink(
  { whistles, rates, linkKey }: LinkPorts,
  { link, address, now }: ByLink,
): Promise<Called | Failure> {
  const taken = await rates.take(OPENED_PER_ADDRESS, address, now);
  if (taken !== 'taken') return fail('too_many_tries', taken);
  const opened = openLink(linkKey, link);
  if (opened === undefined) return fail('link_unknown');
  const whistle = await whistles.findWhistle(opened.whistleId, now);
  const department = whistle?.departments[opened.department];
  if (whistle === undefined || department === undefined) return fail('link_expired');
  if (opensUntil(department) <= now) return fail('link_expired');
  return { whistle, own: opened.department, department };
}
