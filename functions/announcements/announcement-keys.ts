import {
  type AnnouncementId,
  type CompoundId,
  compoundOf,
  type HouseId,
} from '../../shared/ids.ts';
import { type AnnouncementRecord, boardIn, endOf } from './announcement.ts';

/** Every key of this feature. Times sort as they pass. */
const moment = (ms: number): string => new Date(ms).toISOString();

export const announcementKey = (id: AnnouncementId) => ({
  pk: boardIn(id),
  sk: `announcement#${id}`,
});

/** The same by when it ends. */
export const BOARD_PREFIX = 'board#';
export const boardKey = (record: AnnouncementRecord) => ({
  pk: boardIn(record.announcementId),
  sk: boardPlace(endOf(record), record.announcementId),
});
export const boardPlace = (endMs: number, id = ''): string =>
  `${BOARD_PREFIX}${moment(endMs)}#${id}`;

/** Urgent ones of which people are yet to be told, by when they begin to show: one list for all. */
export const TO_TELL = 'urgent-announcements';
export const toTellPlace = (fromMs: number, id = ''): string => `to-tell#${moment(fromMs)}#${id}`;
export const toTellKey = ({
  from,
  announcementId,
}: Pick<AnnouncementRecord, 'from' | 'announcementId'>) => ({
  pk: TO_TELL,
  sk: toTellPlace(from, announcementId),
});

/** The households of a compound in which somebody has opened an announcement, by building. */
const BUILDING_DIGITS = 3;
export const seenPartition = (compound: CompoundId, id: AnnouncementId): string =>
  `${compound}#seen#${id}`;
export const SEEN_PREFIX = 'seen-in#';
export const seenKey = (
  id: AnnouncementId,
  { houseId, building }: { readonly houseId: HouseId; readonly building: number },
) => ({
  pk: seenPartition(compoundOf(houseId), id),
  sk: `${SEEN_PREFIX}${String(building).padStart(BUILDING_DIGITS, '0')}#${houseId}`,
});
