import type { ResidentId } from '../../shared/ids.ts';
import type { HeldBy, OwnRecord } from '../../shared/messages/household.ts';
import { isLapsed } from '../identity/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type DecidesForPorts, standingOf } from './decides-for.ts';
import type { ProxyStore, StandingProxy } from './proxy-store.ts';
import { isChild } from './register-row.ts';
import type { Resident } from './resident.ts';
import type { SpecialCareStore } from './special-care-store.ts';

export type ReadOwnRecordPorts = DecidesForPorts & {
  readonly proxies: Pick<ProxyStore, 'listProxies'>;
  readonly care: Pick<SpecialCareStore, 'findCare'>;
};

/**
 * What is kept about oneself, or about somebody whose pass one holds: of them without who else
 * holds it and without who looks after them.
 */
export async function readOwnRecord(
  ports: ReadOwnRecordPorts,
  input: { readonly actor: ResidentActor; readonly residentId: ResidentId; readonly now: number },
): Promise<OwnRecord | Failure> {
  const { residentId, now } = input;
  const found = await standingOf(ports, input);
  if (isFailure(found)) return found;
  const { resident, standing } = found;
  const decides = standing === 'their_own';
  const [proxies, care] = decides
    ? await Promise.all([ports.proxies.listProxies(residentId), ports.care.findCare(residentId)])
    : [[], undefined];
  const { name, maskedName, tie, state, since, leaving } = resident;
  return {
    residentId,
    name: standing === 'for_another' ? maskedName : name,
    tie,
    isChild: isChild(resident, now),
    state,
    ...(since === undefined ? {} : { since }),
    ...(leaving === undefined || !decides ? {} : { leaving }),
    decides,
    shared: standing === 'shared_with_another',
    heldBy: holding(proxies, resident, now).map((proxy) => shownProxy(proxy, now)),
    ...(care === undefined ? {} : { specialCare: { kind: care.kind, since: care.since } }),
  };
}

/** Of somebody who has grown up nobody is the guardian any more. */
export const holding = (
  proxies: readonly StandingProxy[],
  resident: Resident,
  now: number,
): readonly StandingProxy[] =>
  proxies.filter(({ kind }) => kind !== 'guardian' || isChild(resident, now));

export function shownProxy(
  { proxyId, kind, called, since, offeredAt }: StandingProxy,
  now: number,
): HeldBy {
  const offered = offeredAt !== undefined && isLapsed(offeredAt, now) ? 'lapsed' : 'offered';
  return { proxyId, kind, called, since, state: offeredAt === undefined ? 'held' : offered };
}
