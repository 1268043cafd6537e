import type { ResidentId } from '../../shared/ids.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type DecidesForPorts, standingOf } from './decides-for.ts';
import type { ProxyStore } from './proxy-store.ts';
import { isChild } from './register-row.ts';
import type { Resident } from './resident.ts';

export type AnswersForPorts = DecidesForPorts & {
  readonly proxies: Pick<ProxyStore, 'listProxies'>;
};
type Asking = {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
  readonly now: number;
};

/** The adult themself by a number of their own; of a child, a guardian. A proxy does not. */
export async function answersFor(
  ports: AnswersForPorts,
  asking: Asking,
): Promise<Resident | Failure> {
  const found = await standingOf(ports, asking);
  if ('failure' in found) return found;
  const { resident, standing } = found;
  if (standing === 'shared_with_another') return fail('own_number_needed');
  if (standing === 'their_own') return resident;
  if (!isChild(resident, asking.now)) return fail('not_permitted');
  const { accountId } = asking.actor;
  if (resident.accountId === accountId) return resident;
  const holders = await ports.proxies.listProxies(resident.residentId);
  const isGuardian = holders.some((one) => one.kind === 'guardian' && one.accountId === accountId);
  return isGuardian ? resident : fail('not_permitted');
}
