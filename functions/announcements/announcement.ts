import * as z from 'zod';
import {
  AnnouncementId,
  CommunityId,
  CompoundId,
  compoundOf,
  PlaceId,
  StreetId,
} from '../../shared/ids.ts';
import {
  ANNOUNCEMENT_LIMITS,
  type Announcement,
  AnnouncementPlace,
  type AnnouncementState,
  type ManagedAnnouncement,
} from '../../shared/messages/announcements.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { OFFICES } from '../../shared/roles.ts';
import { type Failure, fail } from '../platform/failure.ts';

export const ANNOUNCEMENT_LIFECYCLE = [
  {
    from: 'none',
    to: 'scheduled, showing',
    by: 'property_manager, community_worker, street_administrator, grid_leader, building_captain',
  },
  { from: 'scheduled', to: 'scheduled', by: 'the same: another text, time or urgency' },
  { from: 'scheduled', to: 'showing', by: 'time, from when it was written for' },
  { from: 'scheduled, showing', to: 'withdrawn', by: 'the same, also by a correction' },
  { from: 'showing', to: 'over', by: 'time, after 90 days at most' },
  { from: 'over, withdrawn', to: 'gone', by: 'time, a year later' },
] as const;

/** Where announcements are put up together: of a street, of a community, or of all in a compound. */
export const Board = z.union([StreetId, CommunityId, CompoundId]);
export type Board = z.infer<typeof Board>;

/** What is inside a compound stands on the compound's board. */
export function boardOf(place: AnnouncementPlace): Board {
  const wide = Board.safeParse(place);
  if (wide.success) return wide.data;
  // cast: what is no street, community or compound is a grid or a building
  return compoundOf(place as Extract<AnnouncementPlace, `grd_${string}` | `bld_${string}`>);
}

/** The board that an announcement's id names. */
export function boardIn(id: AnnouncementId): Board {
  const [, kind, number] = id.split('_');
  return Board.parse(`${kind}_${number}`);
}

const Text = z.object({ title: z.string(), body: z.string() });

export const AnnouncementRecord = z.object({
  announcementId: AnnouncementId,
  place: AnnouncementPlace,
  placeName: z.string(),
  /** The board, the places around the place, and itself: where a role has to be held for it. */
  within: z.array(PlaceId),
  zh: Text,
  en: Text.optional(),
  urgent: z.boolean(),
  signedBy: z.object({ office: z.enum(OFFICES), name: z.string() }),
  isCorrection: z.boolean(),
  /** Unix milliseconds, as every moment here. */
  from: z.number().int(),
  until: z.number().int(),
  publishedAt: z.number().int(),
  withdrawnAt: z.number().int().optional(),
  /** Names what was sent, so that the same again is known from another under the same key. */
  content: z.string(),
  /** Up by one with each change. */
  version: z.number().int(),
});
export type AnnouncementRecord = z.infer<typeof AnnouncementRecord>;

/** When it shows no more, by time or because it was withdrawn. */
export const endOf = ({
  until,
  withdrawnAt,
}: Pick<AnnouncementRecord, 'until' | 'withdrawnAt'>): number => withdrawnAt ?? until;

/** For whoever asks within a year what people were told. */
export const goneAt = (record: Pick<AnnouncementRecord, 'until' | 'withdrawnAt'>): number =>
  endOf(record) + KEPT_MS.announcement;
/** Long enough to look after those who have not seen it, and no longer. */
export const receiptsKeptUntil = ({ until }: Pick<AnnouncementRecord, 'until'>): number =>
  until + KEPT_MS.announcement_receipt;

export function stateOf(
  { from, until, withdrawnAt }: Pick<AnnouncementRecord, 'from' | 'until' | 'withdrawnAt'>,
  nowMs: number,
): AnnouncementState {
  if (withdrawnAt !== undefined) return 'withdrawn';
  if (nowMs < from) return 'scheduled';
  return nowMs < until ? 'showing' : 'over';
}

/** Whether it is for those who live at a place that lies within these. */
export const concerns = (
  { place }: Pick<AnnouncementRecord, 'place'>,
  within: readonly PlaceId[],
): boolean => within.includes(place);

/** Urgent first, then what began to show last. */
export function inOrder<One extends Pick<AnnouncementRecord, 'urgent' | 'from'>>(
  some: readonly One[],
): One[] {
  return [...some].sort(
    (one, other) => Number(other.urgent) - Number(one.urgent) || other.from - one.from,
  );
}

/** From when until when it shows, or which of the two cannot be. */
export function timesOf(
  { from = 0, until }: { readonly from?: number | undefined; readonly until: number },
  nowMs: number,
): { readonly from: number; readonly until: number } | Failure {
  // What was to begin before it arrived begins as it arrives.
  const begins = Math.max(from, nowMs);
  if (begins > nowMs + ANNOUNCEMENT_LIMITS.aheadMs) return fail('invalid_input', { field: 'from' });
  const isTooLong = until > begins + ANNOUNCEMENT_LIMITS.shownMs;
  if (until <= begins || isTooLong) return fail('invalid_input', { field: 'until' });
  return { from: begins, until };
}

/** As everybody sees it. */
export function shownOf(record: AnnouncementRecord): Announcement {
  const { announcementId, place, placeName, zh, en, urgent, signedBy } = record;
  const { isCorrection, from, until } = record;
  return {
    announcementId,
    place,
    placeName,
    zh,
    ...(en === undefined ? {} : { en }),
    urgent,
    signedBy,
    isCorrection,
    from,
    until,
  };
}

/** As the office sees it. */
export function managedOf(
  record: AnnouncementRecord,
  { mayChange, now }: { readonly mayChange: boolean; readonly now: number },
): ManagedAnnouncement {
  const { publishedAt, withdrawnAt, version } = record;
  const state = stateOf(record, now);
  return {
    ...shownOf(record),
    state,
    publishedAt,
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
    version,
    mayChange: mayChange && (state === 'scheduled' || state === 'showing'),
  };
}
