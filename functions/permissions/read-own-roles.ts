import { CommunityId, compoundOf, type PlaceId, StreetId } from '../../shared/ids.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import type { GrantStore } from './grant-store.ts';

export type ReadOwnRolesPorts = {
  readonly grants: Pick<GrantStore, 'findStaff'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces'>;
};

const isWide = (place: PlaceId): place is StreetId | CommunityId =>
  StreetId.safeParse(place).success || CommunityId.safeParse(place).success;

/** What whoever asks holds themselves, and the compounds where it counts. */
export async function readOwnRoles(
  { grants, compounds }: ReadOwnRolesPorts,
  { actor, now }: { readonly actor: StaffActor; readonly now: number },
) {
  const member = await grants.findStaff(actor.accountId, actor.staffId);
  const ids = actor.grants.flatMap(({ node }) => (isWide(node) ? [] : [compoundOf(node)]));
  const found = await compounds.findPlaces([...new Set(ids)], []);
  const named = found.compounds.map(({ compoundId, name }) => ({ compoundId, name }));
  return {
    staffId: actor.staffId,
    maskedName: member?.maskedName ?? '',
    roles: (member?.grants ?? [])
      .filter(({ until }) => now < until)
      .map(({ role, node, until }) => ({ role, node, until })),
    compounds: named.sort((a, b) => ids.indexOf(a.compoundId) - ids.indexOf(b.compoundId)),
  };
}
