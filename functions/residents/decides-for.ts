import type { ResidentId } from '../../shared/ids.ts';
import type { AccountStore } from '../identity/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { notOwn } from './not-own.ts';
import { isChild } from './register-row.ts';
import type { Resident } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export type DecidesForPorts = {
  readonly residents: Pick<ResidentStore, 'findResident' | 'findResidents'>;
  readonly accounts: Pick<AccountStore, 'findHolders' | 'hasEnded'>;
};

/** How a number stands to a resident for whom it speaks. */
export type Standing = {
  readonly resident: Resident;
  readonly standing: 'their_own' | 'shared_with_another' | 'for_another';
};

type Asking = {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
  readonly now: number;
};

/**
 * A number that is registered for two adults of different names proves neither of them; a child
 * decides nothing, and whoever holds a pass for another decides nothing for them.
 */
export async function standingOf(
  { residents, accounts }: DecidesForPorts,
  { actor, residentId, now }: Asking,
): Promise<Standing | Failure> {
  const refused = notOwn(actor, residentId);
  if (refused !== undefined) return refused;
  if (await accounts.hasEnded(actor.accountId, residentId)) return fail('session_expired');
  const resident = await residents.findResident(residentId);
  if (resident === undefined || resident.state === 'moved_out') return fail('not_found');
  if (isChild(resident, now) || resident.accountId !== actor.accountId) {
    return { resident, standing: 'for_another' };
  }
  const held = await accounts.findHolders(actor.accountId);
  const others = await residents.findResidents(held.residents.map((link) => link.residentId));
  const isOfAnother = others.some(
    (other) =>
      other.accountId === actor.accountId &&
      other.name !== resident.name &&
      other.state !== 'moved_out' &&
      !isChild(other, now),
  );
  return { resident, standing: isOfAnother ? 'shared_with_another' : 'their_own' };
}

/** The adult themself, by a number that is theirs alone: nobody else decides about them. */
export async function decidesFor(
  ports: DecidesForPorts,
  asking: Asking,
): Promise<Resident | Failure> {
  const found = await standingOf(ports, asking);
  if ('failure' in found) return found;
  if (found.standing === 'shared_with_another') return fail('own_number_needed');
  return found.standing === 'their_own' ? found.resident : fail('not_permitted');
}
