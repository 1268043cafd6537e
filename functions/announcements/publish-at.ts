import type { PlaceId } from '../../shared/ids.ts';
import { AnnouncementPlace } from '../../shared/messages/announcements.ts';
import { ROLE_RULES } from '../../shared/roles.ts';
import type { Compound, CompoundStore, Lineages, NamedPlace } from '../compounds/index.ts';
import { grantFor, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type Board, boardOf } from './announcement.ts';
import { type Signature, signatureOf } from './signature.ts';

export type PublishAtPorts = {
  readonly lineages: Lineages;
  readonly compounds: Pick<CompoundStore, 'findCompound'>;
};

/** A place that somebody may publish at, and as which office. */
export type PublishingPlace = {
  readonly place: AnnouncementPlace;
  readonly name: string;
  readonly within: readonly PlaceId[];
  readonly signedBy: Signature;
};

/**
 * The place and what is around it, its board first: where a role counts, and where what is done is
 * written down.
 */
export function withinOf(place: AnnouncementPlace, around: readonly NamedPlace[]): PlaceId[] {
  const board = boardOf(place);
  const others = around.map(({ placeId }) => placeId).filter((id) => id !== board);
  return [board, ...others];
}

/** By which office, if by any, somebody may do this at a place. */
export function placeFor(
  { actor, now }: { readonly actor: StaffActor; readonly now: number },
  {
    place,
    around,
    compound,
  }: {
    readonly place: AnnouncementPlace;
    readonly around: readonly NamedPlace[];
    readonly compound: Compound | undefined;
  },
): PublishingPlace | undefined {
  const within = withinOf(place, around);
  const grant = grantFor(actor, 'announcement.publish', within, now);
  if (grant === undefined) return undefined;
  const office = grant.office ?? ROLE_RULES[grant.role].office;
  const name = around.at(-1)?.name ?? '';
  const signedBy = signatureOf({ office, servesAt: grant.node }, around, compound);
  return { place, name, within, signedBy };
}

/** Where somebody is about to publish. Whoever may not is told nothing of the place. */
export async function findPublishingPlace(
  { lineages, compounds }: PublishAtPorts,
  {
    actor,
    placeId,
    now,
  }: { readonly actor: StaffActor; readonly placeId: PlaceId; readonly now: number },
): Promise<PublishingPlace | Failure> {
  const place = AnnouncementPlace.safeParse(placeId).data;
  if (place === undefined) return fail('not_permitted');
  const board = boardOf(place);
  const [around, compound] = await Promise.all([
    lineages.lineageOf(place),
    board.startsWith('cmp_') ? compounds.findCompound(compoundIdIn(board)) : undefined,
  ]);
  if (around === undefined) return fail('not_permitted');
  return placeFor({ actor, now }, { place, around, compound }) ?? fail('not_permitted');
}

// cast: a board that begins so is a compound's
const compoundIdIn = (board: Board) => board as Extract<Board, `cmp_${string}`>;
