import type { OwnAnnouncements } from '../../shared/messages/announcements.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { Board, concerns, inOrder, shownOf, stateOf } from './announcement.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import { type OwnHomesPorts, ownHomes } from './own-homes.ts';

export type ListOwnPorts = OwnHomesPorts & {
  readonly announcements: Pick<AnnouncementStore, 'listCurrent'>;
};

/** What shows now for the houses of a phone: one query a board, three for one house. */
export async function listOwnAnnouncements(
  ports: ListOwnPorts,
  { actor, now }: { readonly actor: ResidentActor; readonly now: number },
): Promise<OwnAnnouncements> {
  const homes = await ownHomes(ports, actor);
  const within = homes.flatMap((home) => home.within);
  const boards = [...new Set(within)].flatMap((place) => Board.safeParse(place).data ?? []);
  const lists = await Promise.all(
    boards.map((board) => ports.announcements.listCurrent(board, now)),
  );
  const own = lists
    .flat()
    .filter((record) => stateOf(record, now) === 'showing' && concerns(record, within));
  return { announcements: inOrder(own).map(shownOf) };
}
