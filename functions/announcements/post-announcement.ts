import { createHash } from 'node:crypto';
import { announcementIdFrom } from '../../shared/ids.ts';
import type { AnnouncementPlace, AnnouncementText } from '../../shared/messages/announcements.ts';
import type { Action } from '../../shared/permissions.ts';
import type { Office } from '../../shared/roles.ts';
import type { Lineages } from '../compounds/index.ts';
import { type AuditFacts, systemFacts } from '../platform/audit.ts';
import { contentTag } from '../platform/content-tag.ts';
import { type AnnouncementRecord, boardOf, stateOf } from './announcement.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import { withinOf } from './publish-at.ts';
import { signatureOf } from './signature.ts';

export type PostAnnouncementPorts = {
  readonly announcements: Pick<AnnouncementStore, 'findAnnouncement' | 'publish' | 'replace'>;
  readonly lineages: Lineages;
};

/** What a verb makes known whose right to do so has been asked there. */
export type Posted = {
  readonly place: AnnouncementPlace;
  /** The same of the same place is put up once. */
  readonly key: string;
  readonly zh: AnnouncementText;
  readonly en: AnnouncementText;
  /** Which office answers for it; never the property company. */
  readonly office: Exclude<Office, 'property'>;
  /** Unix milliseconds. */
  readonly from: number;
  readonly until: number;
};

const idOf = ({ place, key }: Pick<Posted, 'place' | 'key'>) =>
  announcementIdFrom(
    boardOf(place),
    createHash('sha256').update(`posted ${place} ${key}`).digest(),
  );

const factsAt = (place: AnnouncementPlace, action: Action, now: number): AuditFacts => ({
  ...systemFacts(action, now),
  place: boardOf(place),
});

/** Puts an urgent one up for everybody of a place; again, it changes nothing. */
export async function postAnnouncement(
  { announcements, lineages }: PostAnnouncementPorts,
  posted: Posted,
): Promise<void> {
  const { place, zh, en, office, from, until } = posted;
  const announcementId = idOf(posted);
  if ((await announcements.findAnnouncement(announcementId)) !== undefined) return;
  const around = await lineages.lineageOf(place);
  // A place that has been removed since has nobody to be told.
  if (around === undefined) return;
  const servesAt = around.find(({ placeId }) => placeId.startsWith('com_'))?.placeId ?? place;
  const record: AnnouncementRecord = {
    announcementId,
    place,
    placeName: around.at(-1)?.name ?? '',
    within: withinOf(place, around),
    zh,
    en,
    urgent: true,
    signedBy: signatureOf({ office, servesAt }, around, undefined),
    isCorrection: false,
    from,
    until,
    publishedAt: from,
    content: contentTag(JSON.stringify([place, zh, en, until])),
    version: 1,
  };
  await announcements.publish(record, { audit: factsAt(place, 'announcement.publish', from) });
}

/** Takes one down that was put up so, and shows; whoever asks for what is not there is content. */
export async function takeDownAnnouncement(
  { announcements }: Pick<PostAnnouncementPorts, 'announcements'>,
  { place, key, now }: Pick<Posted, 'place' | 'key'> & { readonly now: number },
): Promise<void> {
  const before = await announcements.findAnnouncement(idOf({ place, key }));
  if (before === undefined || stateOf(before, now) !== 'showing') return;
  const after = { ...before, withdrawnAt: now, version: before.version + 1 };
  await announcements.replace({ before, after }, factsAt(place, 'announcement.withdraw', now));
}
