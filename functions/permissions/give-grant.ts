import { refusalOfAppointment } from '../../shared/appointments.ts';
import { newStaffId, type PlaceId } from '../../shared/ids.ts';
import type { GiveGrantRequest, HeldGrant } from '../../shared/messages/grants.ts';
import { ROLE_RULES } from '../../shared/roles.ts';
import type { Lineages } from '../compounds/index.ts';
import { accountOf } from '../identity/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import { maskName } from '../residents/index.ts';
import type { GrantStore } from './grant-store.ts';

export type GiveGrantPorts = {
  readonly grants: GrantStore;
  readonly lineages: Lineages;
  /** Derived for `phone`. */
  readonly phoneKey: Uint8Array;
  readonly random: RandomBytes;
};

const MOST_TRIES = 3;
const REFUSALS = {
  not_appointable: 'not_permitted',
  wrong_place: 'invalid_input',
  too_long: 'grant_too_long',
  in_the_past: 'grant_too_long',
} as const;

/** Whom the request means: their account, and who they are where they work here already. */
async function appointeeOf(
  { grants, phoneKey }: GiveGrantPorts,
  { to }: GiveGrantRequest,
  within: readonly PlaceId[],
  now: number,
) {
  if ('phone' in to) return { account: accountOf(phoneKey, to.phone), name: to.name };
  const rows = await grants.listGrants(within, now);
  const known = rows.find(({ staffId }) => staffId === to.staffId);
  return known === undefined ? undefined : { account: known.accountId, name: undefined };
}

/**
 * Gives somebody a role at a place until a moment: nobody to themselves, nobody more than their own
 * role appoints, nobody beyond their own place or their own last day.
 */
export async function giveGrant(
  ports: GiveGrantPorts,
  {
    actor,
    placeId,
    request,
    now,
  }: {
    readonly actor: StaffActor;
    readonly placeId: PlaceId;
    readonly request: GiveGrantRequest;
    readonly now: number;
  },
): Promise<HeldGrant | Failure> {
  const lineage = await ports.lineages.lineageOf(placeId);
  const within = lineage?.map((place) => place.placeId) ?? [placeId];
  if (!mayAct(actor, 'grant.give', within, now)) return fail('not_permitted');
  if (lineage === undefined) return fail('not_found');
  const { role, until } = request;
  const refusal = refusalOfAppointment(actor.grants, { role, node: placeId, until }, within, now);
  if (refusal !== undefined) return fail(REFUSALS[refusal], { field: 'until' });
  const appointee = await appointeeOf(ports, request, within, now);
  if (appointee === undefined) return fail('not_found');
  if (appointee.account === actor.accountId) return fail('grant_to_oneself');

  const office = request.office ?? ROLE_RULES[role].office;
  const grant = { role, node: placeId, until, office };
  const facts = factsOf(actor, {
    action: 'grant.give',
    place: within,
    purpose: 'permissions',
    now,
  });
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const seen = await ports.grants.findStaffOf(appointee.account);
    const staffId = seen?.staffId ?? newStaffId(ports.random(10));
    const maskedName = seen?.maskedName ?? maskName(appointee.name ?? '');
    const given = { staffId, maskedName, grant };
    if ((await ports.grants.giveGrant(appointee.account, seen, given, facts)) === 'given') {
      return { staffId, maskedName, ...grant, since: now };
    }
  }
  return fail('state_conflict');
}
