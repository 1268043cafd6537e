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

/** Everybody whom it is for, and since and until when their role is or was held. */
async function rowsMeant(
  ports: RecipientPorts,
  to: Exclude<Notification['to'], { account: unknown }>,
  { compoundId, nowMs }: { readonly compoundId: PlaceId; readonly nowMs: number },
): Promise<readonly GrantRow[]> {
  const places = await placesAround(ports, 'role' in to ? to.at : compoundId);
  const rows = await ports.grants.listGrants(places, nowMs);
  return rows.filter(({ staffId, role, node }) =>
    'role' in to ? role === to.role && places.includes(node) : staffId === to.staff,
  );
}

const personsOf = (rows: readonly GrantRow[]): readonly Person[] => {
  const accounts = new Set(rows.map(({ accountId }) => accountId));
  return [...accounts].map((account) => ({ inbox: 'staff', account }));
};

/** Everybody whom it is for, at this moment: roles that have ended are told nothing. */
export async function recipientsOf(
  ports: RecipientPorts,
  { to, compoundId }: Pick<Notification, 'to' | 'compoundId'>,
  nowMs: number,
): Promise<readonly Person[]> {
  if ('account' in to) return [{ inbox: 'resident', account: to.account }];
  const meant = await rowsMeant(ports, to, { compoundId, nowMs });
  return personsOf(
    meant.filter((row) => row.since <= nowMs && nowMs < row.until && row.endedAt === undefined),
  );
}

/** Everybody whom it may have reached: also those whose role has ended since. */
export async function peopleMeant(
  ports: RecipientPorts,
  { to, compoundId }: Pick<Notification, 'to' | 'compoundId'>,
  nowMs: number,
): Promise<readonly Person[]> {
  if ('account' in to) return [{ inbox: 'resident', account: to.account }];
  return personsOf(await rowsMeant(ports, to, { compoundId, nowMs }));
}
