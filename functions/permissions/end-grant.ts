import { mayEndGrant } from '../../shared/appointments.ts';
import type { PlaceId } from '../../shared/ids.ts';
import { rolesFor } from '../../shared/may-act.ts';
import type { EndGrantRequest } from '../../shared/messages/grants.ts';
import type { Role } from '../../shared/roles.ts';
import type { Lineages } from '../compounds/index.ts';
import type { GrantRow } from '../identity/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { GrantStore } from './grant-store.ts';

export type EndGrantPorts = { readonly grants: GrantStore; readonly lineages: Lineages };

const MOST_TRIES = 3;

const administers = (role: Role): boolean => rolesFor('grant.give')?.includes(role) ?? false;
const isRunning = ({ until, endedAt }: GrantRow, now: number): boolean =>
  endedAt === undefined && now < until;

/**
 * Ends a role, from the next request on: by whoever could give it, or by whoever holds it. Who
 * administers a place gives it up only while somebody else does.
 */
export async function endGrant(
  { grants, lineages }: EndGrantPorts,
  {
    actor,
    placeId,
    request: { staffId, role },
    now,
  }: {
    readonly actor: StaffActor;
    readonly placeId: PlaceId;
    readonly request: EndGrantRequest;
    readonly now: number;
  },
): Promise<undefined | Failure> {
  const lineage = await lineages.lineageOf(placeId);
  const within = lineage?.map((place) => place.placeId) ?? [placeId];
  if (!mayAct(actor, 'grant.end', within, now)) return fail('not_permitted');
  if (lineage === undefined) return fail('not_found');
  const isOwn = staffId === actor.staffId;
  if (!isOwn && !mayEndGrant(actor.grants, { role }, within, now)) return fail('not_permitted');
  const facts = factsOf(actor, { action: 'grant.end', place: within, purpose: 'permissions', now });

  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const here = (await grants.listGrants([placeId], now)).filter(
      (row) => row.node === placeId && row.role === role,
    );
    const row = here.find((one) => one.staffId === staffId);
    if (row === undefined) return fail('not_found');
    if (row.endedAt !== undefined) return undefined;
    const another = here.find((one) => one.staffId !== staffId && isRunning(one, now));
    const givesUpTheSeat = isOwn && administers(role);
    if (givesUpTheSeat && another === undefined) return fail('last_administrator');
    const seen = await grants.findStaff(row.accountId, staffId);
    if (seen === undefined) return fail('not_found');
    const outcome = await grants.endGrants(
      row.accountId,
      seen,
      [row],
      facts,
      givesUpTheSeat ? another : undefined,
    );
    if (outcome === 'ended') return undefined;
  }
  return fail('state_conflict');
}
