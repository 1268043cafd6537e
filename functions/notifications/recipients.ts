import type { PlaceId } from '../../shared/ids.ts';
import type { Notification } from '../../shared/messages/notifications.ts';
import type { Lineages } from '../compounds/index.ts';
import type { GrantRow } from '../identity/index.ts';
import type { Person } from './person.ts';

export type RecipientPorts = {
  readonly grants: {
    listGrants(places: readonly PlaceId[], nowMs: number): Promise<readonly GrantRow[]>;
  };
  readonly lineages: Lineages;
};

/** The place and every wider one around it. */
async function placesAround({ lineages }: RecipientPorts, place: PlaceId): Promise<PlaceId[]> {
  return (await lineages.lineageOf(place))?.map(({ placeId }) => placeId) ?? [place];
}

/** Everybody whom it is for, at this moment: roles that have ended are told nothing. */
export async function recipientsOf(
  ports: RecipientPorts,
  { to, compoundId }: Pick<Notification, 'to' | 'compoundId'>,
  nowMs: number,
): Promise<readonly Person[]> {
  if ('account' in to) return [{ inbox: 'resident', account: to.account }];
  const places = await placesAround(ports, 'role' in to ? to.at : compoundId);
  const rows = await ports.grants.listGrants(places, nowMs);
  const isMeant = ({ staffId, role, node }: GrantRow) =>
    'role' in to ? role === to.role && places.includes(node) : staffId === to.staff;
  const held = rows.filter(
    (row) => isMeant(row) && row.since <= nowMs && nowMs < row.until && row.endedAt === undefined,
  );
  const accounts = new Set(held.map(({ accountId }) => accountId));
  return [...accounts].map((account) => ({ inbox: 'staff', account }));
}
