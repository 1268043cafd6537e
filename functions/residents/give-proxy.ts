import { type AccountId, compoundNumberOf, newProxyId, type ResidentId } from '../../shared/ids.ts';
import type { GiveProxyRequest } from '../../shared/messages/household.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { RateLimit, RateLimits } from '../platform/rate-limit.ts';
import { type DecidesForPorts, decidesFor } from './decides-for.ts';
import type { ProxyStore } from './proxy-store.ts';

export type GiveProxyPorts = DecidesForPorts & {
  readonly proxies: Pick<ProxyStore, 'listProxies' | 'offer'>;
  readonly rates: Pick<RateLimits, 'take'>;
  /** The pseudonym of a number. */
  readonly accountOf: (phone: string) => AccountId;
  readonly random: RandomBytes;
};

export type GiveProxyInput = {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
  readonly request: GiveProxyRequest;
  readonly now: number;
};

/** A daughter, a son, a neighbour; more hands than that are a mistake. */
const MOST_PROXIES = 5;
/** Whoever tries numbers out learns nothing; this keeps them from filling the table. */
const OFFERS: RateLimit = { kind: 'proxy-offer', most: 10, windowMs: 24 * 60 * 60 * 1000 };

/** Lets another number hold one's pass. It does from its next sign-in on, within seven days. */
export async function giveProxy(
  ports: GiveProxyPorts,
  { actor, residentId, request, now }: GiveProxyInput,
): Promise<{ proxyId: ReturnType<typeof newProxyId> } | Failure> {
  const adult = await decidesFor(ports, { actor, residentId, now });
  if (isFailure(adult)) return adult;
  const accountId = ports.accountOf(request.phone);
  if (accountId === actor.accountId) return fail('invalid_input', { field: 'phone' });
  const taken = await ports.rates.take(OFFERS, residentId, now);
  if (taken !== 'taken') return fail('too_many_tries', taken);
  const held = await ports.proxies.listProxies(residentId);
  if (held.length >= MOST_PROXIES) return fail('too_many_proxies');

  const proxyId = newProxyId(compoundNumberOf(residentId), ports.random(10));
  const { called } = request;
  const proxy = { proxyId, residentId, accountId, kind: 'proxy', called, since: now } as const;
  const audit = factsOf(actor, {
    action: 'proxy.give',
    place: [],
    purpose: 'own_record',
    now,
  });
  const outcome = await ports.proxies.offer(proxy, adult, audit);
  return outcome === 'offered' ? { proxyId } : fail('state_conflict');
}
