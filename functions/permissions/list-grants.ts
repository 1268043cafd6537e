import type { PlaceId } from '../../shared/ids.ts';
import type { HeldGrant } from '../../shared/messages/grants.ts';
import type { Lineages, NamedPlace } from '../compounds/index.ts';
import type { GrantRow } from '../identity/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { GrantStore } from './grant-store.ts';

export type ListGrantsPorts = {
  readonly grants: Pick<GrantStore, 'listGrants'>;
  readonly lineages: Lineages;
};

/** Street, community, compound. */
const COMPOUND_DEPTH = 3;

export const heldGrantOf = ({ accountId: _, version: __, ...row }: GrantRow): HeldGrant => row;

/** Who holds a role at a place and around it; of a compound, a community or a street also inside it. */
export async function listGrants(
  { grants, lineages }: ListGrantsPorts,
  {
    actor,
    placeId,
    now,
  }: { readonly actor: StaffActor; readonly placeId: PlaceId; readonly now: number },
): Promise<{ within: NamedPlace[]; grants: HeldGrant[] } | Failure> {
  const lineage = await lineages.lineageOf(placeId);
  const within = lineage?.map((place) => place.placeId) ?? [placeId];
  if (!mayAct(actor, 'grant.list', within, now)) return fail('not_permitted');
  if (lineage === undefined) return fail('not_found');
  const rows = await grants.listGrants(within, now);
  const isInCompound = within.length > COMPOUND_DEPTH;
  const told = rows.filter(({ node }) => !isInCompound || within.includes(node));
  return { within: [...lineage], grants: told.map(heldGrantOf) };
}
