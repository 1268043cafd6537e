import { type CompoundId, compoundOf, type PlaceId, type StreetId } from '../../shared/ids.ts';
import { rolesFor } from '../../shared/may-act.ts';
import type { EmergencyPlace } from '../../shared/messages/emergencies.ts';
import type { Action } from '../../shared/permissions.ts';
import { type Office, ROLE_RULES } from '../../shared/roles.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { type Grant, mayAct, type StaffActor } from '../platform/actor.ts';
import type { AuditFacts } from '../platform/audit.ts';

export type Entries = Awaited<ReturnType<CompoundStore['listCompounds']>>;

/** Who decides over an emergency. The property company is none of them, whatever role it gives. */
const DECIDING: readonly Office[] = ['street', 'community', 'health', 'police'];

/** A place and what is around it, as far as the directory of compounds knows. */
function around(entries: Entries, place: PlaceId): readonly PlaceId[] {
  if (place.startsWith('str_')) return [place];
  const community = entries.find(({ communityId }) => communityId === place);
  if (community !== undefined) return [community.streetId, place];
  if (place.startsWith('com_')) return [place];
  // cast: what is neither a street nor a community belongs to a compound
  const compoundId = compoundOf(place as Exclude<PlaceId, `str_${string}` | `com_${string}`>);
  const entry = entries.find((one) => one.compoundId === compoundId);
  const wide = entry === undefined ? [] : [entry.streetId, entry.communityId];
  return [...wide, compoundId, place];
}

/** Whether one of two places lies in the other. */
const meet = (entries: Entries, one: PlaceId, other: PlaceId): boolean =>
  around(entries, one).includes(other) || around(entries, other).includes(one);

export const officeOf = ({ office, role }: Grant): Office => office ?? ROLE_RULES[role].office;

/**
 * By which role, if by any, somebody acts on what stands in a scope: one at a place of it, around
 * it or within it. For what another office has to do, `not` names the one that it cannot be.
 */
export function grantOver(
  actor: StaffActor,
  action: Action,
  {
    scope,
    entries,
    now,
    not,
  }: {
    readonly scope: readonly EmergencyPlace[];
    readonly entries: Entries;
    readonly now: number;
    readonly not?: Office;
  },
): Grant | undefined {
  const roles = rolesFor(action) ?? [];
  return actor.grants.find(
    (grant) =>
      roles.includes(grant.role) &&
      now < grant.until &&
      officeOf(grant) !== not &&
      (action === 'emergency.read' || DECIDING.includes(officeOf(grant))) &&
      scope.some((place) => meet(entries, grant.node, place)),
  );
}

/** Whether somebody holds a role for this over the whole of a scope, as declaring and renewing ask. */
export function coversAll(
  actor: StaffActor,
  action: Action,
  {
    scope,
    entries,
    now,
  }: {
    readonly scope: readonly EmergencyPlace[];
    readonly entries: Entries;
    readonly now: number;
  },
): boolean {
  return scope.every((place) => mayAct(actor, action, around(entries, place), now));
}

/** Every compound that a part of the scope lies in. */
export function compoundsOf(
  entries: Entries,
  scope: readonly EmergencyPlace[],
): readonly CompoundId[] {
  return entries
    .map(({ compoundId }) => compoundId)
    .filter((compoundId) => scope.some((place) => meet(entries, compoundId, place)));
}

/** The facts of what is done with an emergency, in the chain of its street. */
export const emergencyFacts = (
  actor: StaffActor,
  what: {
    readonly action: Action;
    readonly office: Office;
    readonly streetId: StreetId;
    readonly now: number;
  },
): AuditFacts => ({
  action: what.action,
  by: actor.staffId,
  office: what.office,
  purpose: 'emergency',
  at: what.now,
  place: what.streetId,
});
