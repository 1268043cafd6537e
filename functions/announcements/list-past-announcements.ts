import * as z from 'zod';
import { AnnouncementId, type CompoundId } from '../../shared/ids.ts';
import {
  PAST_ANNOUNCEMENTS_PAGE,
  type PastAnnouncements,
} from '../../shared/messages/announcements.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { StaffActor } from '../platform/actor.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type AnnouncementRecord, endOf } from './announcement.ts';
import type { AnnouncementStore, PastPlace } from './announcement-store.ts';
import { mayListIn } from './may-list-in.ts';
import { managedBy } from './read-announcement-desk.ts';

export type ListPastPorts = {
  readonly announcements: Pick<AnnouncementStore, 'listPast'>;
  readonly compounds: Pick<CompoundStore, 'findCompound'>;
};

const Place = z.tuple([z.number().int(), AnnouncementId]);

function readPlace(cursor: string | undefined): PastPlace | undefined | Failure {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [endedAt, announcementId] = text.split(' ');
  const place = Place.safeParse([Number(endedAt), announcementId]);
  if (!place.success) return fail('invalid_input', { field: 'cursor' });
  return { endedAt: place.data[0], announcementId: place.data[1] };
}
const writePlace = (record: AnnouncementRecord): string =>
  Buffer.from(`${endOf(record)} ${record.announcementId}`, 'utf8').toString('base64url');

const isLater = (one: AnnouncementRecord, other: AnnouncementRecord): number =>
  endOf(other) - endOf(one) || (one.announcementId < other.announcementId ? 1 : -1);

/** What is over or was withdrawn in a compound, its community and its street, the latest first. */
export async function listPastAnnouncements(
  { announcements, compounds }: ListPastPorts,
  {
    cursor,
    ...input
  }: {
    readonly actor: StaffActor;
    readonly compoundId: CompoundId;
    readonly cursor: string | undefined;
    readonly now: number;
  },
): Promise<PastAnnouncements | Failure> {
  if (!mayListIn(input)) return fail('not_permitted');
  const after = readPlace(cursor);
  if (isFailure(after)) return after;
  const compound = await compounds.findCompound(input.compoundId);
  if (compound === undefined) return fail('not_found');
  const page = {
    nowMs: input.now,
    most: PAST_ANNOUNCEMENTS_PAGE + 1,
    ...(after === undefined ? {} : { after }),
  };
  const boards = [compound.compoundId, compound.communityId, compound.streetId];
  const lists = await Promise.all(boards.map((board) => announcements.listPast(board, page)));
  const found = lists.flat().sort(isLater);
  const shown = found.slice(0, PAST_ANNOUNCEMENTS_PAGE);
  const last = found.length > shown.length ? shown.at(-1) : undefined;
  return {
    announcements: shown.map(managedBy(input)),
    ...(last === undefined ? {} : { cursor: writePlace(last) }),
  };
}
