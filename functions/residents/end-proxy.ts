import type { ProxyId, ResidentId } from '../../shared/ids.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type DecidesForPorts, decidesFor } from './decides-for.ts';
import type { PassWithdrawal } from './pass-withdrawal.ts';
import type { ProxyStore } from './proxy-store.ts';

export type EndProxyPorts = DecidesForPorts & {
  readonly proxies: Pick<ProxyStore, 'end'>;
  readonly withdrawal: Pick<PassWithdrawal, 'ofNumber'>;
};

export type EndProxyInput = {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
  readonly proxyId: ProxyId;
  readonly now: number;
};

/**
 * Takes one's pass back from another number, at once and alone: it speaks for the adult no more,
 * and what it put on phones is withdrawn. Broken off, the same again does the rest.
 */
export async function endProxy(
  ports: EndProxyPorts,
  { actor, residentId, proxyId, now }: EndProxyInput,
): Promise<undefined | Failure> {
  const adult = await decidesFor(ports, { actor, residentId, now });
  if (isFailure(adult)) return adult;
  const audit = factsOf(actor, { action: 'proxy.end', place: [], purpose: 'own_record', now });
  const ended = await ports.proxies.end(proxyId, adult, audit);
  if (ended === 'changed') return fail('state_conflict');
  if (ended === undefined) return fail('not_found');
  await ports.withdrawal.ofNumber(residentId, ended, audit);
  return undefined;
}
