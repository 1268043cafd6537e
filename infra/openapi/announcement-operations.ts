import * as announcements from '../../shared/messages/announcements.ts';
import * as directory from '../../shared/messages/directory.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { compoundId, now, residentId } = EXAMPLE;
const DAY_MS = 86_400_000;
const announcementId = 'ann_cmp_1_0123456789abcdef';
const text = { title: '3 幢停水', body: '明天 9:00 至 17:00 检修水管,请提前储水。' };
const said = { zh: text, urgent: true, until: now + DAY_MS };
const announcement = {
  announcementId,
  place: 'bld_1_3' as const,
  placeName: '3幢',
  zh: text,
  urgent: true,
  signedBy: { office: 'property' as const, name: '锦苑物业' },
  isCorrection: false,
  from: now,
  until: now + DAY_MS,
} as const;
const managed = {
  ...announcement,
  state: 'showing' as const,
  publishedAt: now,
  version: 1,
  mayChange: true,
};
const entries = [
  {
    need: 'property' as const,
    name: '锦苑物业服务中心',
    phone: '0571-80000000',
    hours: [{ days: [1, 2, 3, 4, 5], from: 510, to: 1_050 }],
    place: '1 幢一楼',
  },
];

/** What residents read, and whom they call for help. */
export const OF_OWN_ANNOUNCEMENTS = [
  operation(
    announcements.listOwnAnnouncements,
    'announcement.read',
    'What shows now for the houses of this phone',
    { answer: { announcements: [announcement] } },
  ),
  operation(
    announcements.markAnnouncementSeen,
    'announcement.read',
    'Somebody of the house has opened it',
    {},
  ),
  operation(directory.readOwnDirectory, 'directory.read', 'Whom to call for help', {
    answer: { compounds: [{ compoundId, compoundName: '锦苑小区', entries }] },
  }),
];

/** What the office publishes, and the list of whom to call. */
export const OF_ANNOUNCEMENTS = [
  operation(
    announcements.readAnnouncementDesk,
    'announcement.list',
    'What shows in a compound or will, and where one may publish',
    {
      answer: {
        current: [managed],
        places: [{ place: 'bld_1_3', kind: 'building', name: '3幢', signedBy: '锦苑物业' }],
      },
    },
  ),
  operation(
    announcements.listPastAnnouncements,
    'announcement.list',
    'What is over or was withdrawn, the latest first',
    {
      body: {},
      answer: { announcements: [{ ...managed, state: 'withdrawn', withdrawnAt: now + 60_000 }] },
    },
  ),
  operation(
    announcements.publishAnnouncement,
    'announcement.publish',
    'Publish for a place, once by its key; correct an earlier one by the same write',
    { body: { ...said, key: '0123456789abcdef' }, answer: { announcementId } },
  ),
  operation(
    announcements.editAnnouncement,
    'announcement.publish',
    'Write another version of one that does not show yet',
    { body: { ...said, version: 1 }, answer: { version: 2 } },
  ),
  operation(
    announcements.withdrawAnnouncement,
    'announcement.withdraw',
    'Take one down, shown or not yet',
    { body: { version: 1 } },
  ),
  operation(
    announcements.readAnnouncementReceipts,
    'announcement.list',
    'In how many households of each building it was opened',
    {
      answer: {
        buildings: [{ building: 3, name: '3幢', households: 48, seen: 31, withoutPhone: 4 }],
        keptUntil: now + 8 * DAY_MS,
      },
    },
  ),
  operation(
    announcements.listUnseenCare,
    'announcement.list',
    'Homes that one looks after in which an urgent one was not opened',
    { answer: { homes: [{ residentId, maskedName: '王**', houseLabel: '3幢2单元501' }] } },
  ),
  operation(directory.readHelpDirectory, 'directory.edit', 'The list of a compound, to edit it', {
    answer: { entries, version: 1 },
  }),
  operation(directory.editHelpDirectory, 'directory.edit', 'Write the list of a compound', {
    body: { entries, version: 1 },
    answer: { version: 2 },
  }),
];
