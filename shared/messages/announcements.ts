import * as z from 'zod';
import {
  AnnouncementId,
  BuildingId,
  CommunityId,
  CompoundId,
  GridId,
  ResidentId,
  StreetId,
} from '../ids.ts';
import { OFFICES, PLACE_KINDS } from '../roles.ts';
import { endpoint } from './endpoint.ts';
import { Cursor } from './register.ts';

/** What is made known to the people of a place, for a while. */

const UnixMs = z.number().int();
const DAY_MS = 86_400_000;

export const ANNOUNCEMENT_LIMITS = {
  title: 60,
  body: 4_000,
  /** From when it shows until it is over. */
  shownMs: 90 * DAY_MS,
  /** How far ahead it can be written. */
  aheadMs: 90 * DAY_MS,
} as const;

/** Everything but an https address stays out: a text that is read on a phone leads nowhere else. */
const OTHER_LINK = /\b(?!https:)[a-z][a-z0-9+.-]*:\/\//i;
export const hasOtherLink = (text: string): boolean => OTHER_LINK.test(text);

const withoutControls = (text: string): boolean =>
  [...text].every((sign) => sign === '\n' || sign === '\t' || sign >= ' ');
const line = z
  .string()
  .trim()
  .min(1)
  .max(ANNOUNCEMENT_LIMITS.title)
  .refine((text) => withoutControls(text) && !/[\n\t]/.test(text), 'more than a line')
  .refine((text) => !hasOtherLink(text), 'a link that is not https');
const lines = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(ANNOUNCEMENT_LIMITS.body)
      .refine(withoutControls, 'signs that are no text')
      .refine((text) => !hasOtherLink(text), 'a link that is not https'),
  );

/** Plain text with line breaks. */
export const AnnouncementText = z.strictObject({ title: line, body: lines });
export type AnnouncementText = z.infer<typeof AnnouncementText>;

/** For whom it is: everybody whose house lies in it. */
export const AnnouncementPlace = z.union([StreetId, CommunityId, CompoundId, GridId, BuildingId]);
export type AnnouncementPlace = z.infer<typeof AnnouncementPlace>;

export const Announcement = z.object({
  announcementId: AnnouncementId,
  place: AnnouncementPlace,
  /** As it was called when it was published, e.g. 3幢. */
  placeName: z.string(),
  zh: z.object({ title: z.string(), body: z.string() }),
  en: z.object({ title: z.string(), body: z.string() }).optional(),
  urgent: z.boolean(),
  /** The office that answers for it, e.g. 锦苑物业; nobody's name. */
  signedBy: z.object({ office: z.enum(OFFICES), name: z.string() }),
  /** It stands in the place of an earlier one, which was withdrawn. */
  isCorrection: z.boolean(),
  from: UnixMs,
  until: UnixMs,
});
export type Announcement = z.infer<typeof Announcement>;

/** What shows now for the houses of this phone: urgent first, then the newest. */
export const OwnAnnouncements = z.object({ announcements: z.array(Announcement) });
export type OwnAnnouncements = z.infer<typeof OwnAnnouncements>;
export const listOwnAnnouncements = endpoint({
  method: 'GET',
  path: '/api/v1/resident/announcements',
  answer: OwnAnnouncements,
});
/** Somebody of the house has opened it: counted once a house, however often it is said. */
export const markAnnouncementSeen = endpoint({
  method: 'PUT',
  path: '/api/v1/resident/announcements/:announcementId/seen',
});

/** As the office sees it. */
export const ANNOUNCEMENT_STATES = ['scheduled', 'showing', 'over', 'withdrawn'] as const;
export type AnnouncementState = (typeof ANNOUNCEMENT_STATES)[number];
export const ManagedAnnouncement = Announcement.extend({
  state: z.enum(ANNOUNCEMENT_STATES),
  publishedAt: UnixMs,
  withdrawnAt: UnixMs.optional(),
  /** Up by one with each change. */
  version: z.number().int().min(1),
  /** Whether who asks may change or withdraw it. */
  mayChange: z.boolean(),
});
export type ManagedAnnouncement = z.infer<typeof ManagedAnnouncement>;

/** What shows in a compound or will, and where who asks may publish, the widest place first. */
export const AnnouncementDesk = z.object({
  current: z.array(ManagedAnnouncement),
  places: z.array(
    z.object({
      place: AnnouncementPlace,
      kind: z.enum(PLACE_KINDS),
      name: z.string(),
      /** As it would be signed. */
      signedBy: z.string(),
    }),
  ),
});
export type AnnouncementDesk = z.infer<typeof AnnouncementDesk>;
export const readAnnouncementDesk = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/announcements',
  answer: AnnouncementDesk,
});

export const PAST_ANNOUNCEMENTS_PAGE = 20;
export const PastAnnouncements = z.object({
  announcements: z.array(ManagedAnnouncement),
  /** Absent on the last page. */
  cursor: Cursor.optional(),
});
export type PastAnnouncements = z.infer<typeof PastAnnouncements>;
/** What is over or was withdrawn on the compound's own board, the latest first. */
export const listPastAnnouncements = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/past-announcements',
  body: z.strictObject({ cursor: Cursor.optional() }),
  answer: PastAnnouncements,
});

const Said = {
  zh: AnnouncementText,
  en: AnnouncementText.optional(),
  urgent: z.boolean(),
  /** From now on, where nothing is said. */
  from: UnixMs.optional(),
  until: UnixMs,
};
export const PublishAnnouncement = z.strictObject({
  /** Made by the page with the draft: the same again publishes nothing more. */
  key: z.string().regex(/^[0-9a-z]{16,40}$/),
  ...Said,
  /** Which one it corrects; that one is withdrawn by the same write. */
  corrects: z
    .strictObject({ announcementId: AnnouncementId, version: z.number().int().min(1) })
    .optional(),
});
export type PublishAnnouncement = z.infer<typeof PublishAnnouncement>;
export const publishAnnouncement = endpoint({
  method: 'POST',
  path: '/api/v1/manager/places/:placeId/announcements',
  body: PublishAnnouncement,
  answer: z.object({ announcementId: AnnouncementId }),
});

export const EditAnnouncement = z.strictObject({ ...Said, version: z.number().int().min(1) });
export type EditAnnouncement = z.infer<typeof EditAnnouncement>;
/** Before it shows. What shows is withdrawn and corrected. */
export const editAnnouncement = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/announcements/:announcementId',
  body: EditAnnouncement,
  answer: z.object({ version: z.number().int() }),
});
/** Shown to nobody from now on. */
export const withdrawAnnouncement = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/announcements/:announcementId/withdrawal',
  body: z.strictObject({ version: z.number().int().min(1) }),
});

/** A building so small that its count would tell of a household. */
export const FEWEST_COUNTED = 5;
export const AnnouncementReceipts = z.object({
  /** By number; those of the compound that it is for. */
  buildings: z.array(
    z.object({
      building: z.number().int(),
      name: z.string(),
      /** Households in which somebody has a number of their own to read it by. */
      households: z.number().int(),
      /** How many of them have opened it; absent where they are fewer than five. */
      seen: z.number().int().optional(),
      /** Households without a phone: told at the door or by the landline. */
      withoutPhone: z.number().int(),
    }),
  ),
  /** When homes were counted: people come and go by the day. */
  countedAt: UnixMs.optional(),
  /** The counts are kept until then. */
  keptUntil: UnixMs,
});
export type AnnouncementReceipts = z.infer<typeof AnnouncementReceipts>;
export const readAnnouncementReceipts = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/announcements/:announcementId/receipts',
  answer: AnnouncementReceipts,
});

/** Homes that whoever asks looks after, in which nobody has opened an urgent announcement. */
export const UnseenCare = z.object({
  homes: z.array(
    z.object({ residentId: ResidentId, maskedName: z.string(), houseLabel: z.string() }),
  ),
});
export type UnseenCare = z.infer<typeof UnseenCare>;
export const listUnseenCare = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/announcements/:announcementId/unseen-care',
  reads: { record: 'announcement_receipts', purpose: 'announcement' },
  answer: UnseenCare,
});
