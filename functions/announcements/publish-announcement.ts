import { createHash } from 'node:crypto';
import { type AnnouncementId, announcementIdFrom, type PlaceId } from '../../shared/ids.ts';
import type { PublishAnnouncement } from '../../shared/messages/announcements.ts';
import type { StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { contentTag } from '../platform/content-tag.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type AnnouncementRecord, boardOf, stateOf, timesOf } from './announcement.ts';
import type { AnnouncementChange, AnnouncementStore } from './announcement-store.ts';
import { findManaged } from './find-managed.ts';
import { findPublishingPlace, type PublishAtPorts } from './publish-at.ts';

export type PublishPorts = PublishAtPorts & {
  readonly announcements: Pick<AnnouncementStore, 'findAnnouncement' | 'publish'>;
};

type Input = {
  readonly actor: StaffActor;
  readonly placeId: PlaceId;
  readonly said: PublishAnnouncement;
  readonly now: number;
};

/** The one that is corrected, as it was seen and as it is withdrawn. */
async function correctionOf(
  { announcements }: PublishPorts,
  { actor, said: { corrects }, now }: Input,
): Promise<AnnouncementChange | undefined | Failure> {
  if (corrects === undefined) return undefined;
  const { announcementId } = corrects;
  const asked = { actor, action: 'announcement.withdraw', announcementId, now } as const;
  const before = await findManaged(announcements, asked);
  if (isFailure(before)) return before;
  const isThere = ['scheduled', 'showing'].includes(stateOf(before, now));
  if (!isThere || before.version !== corrects.version) return fail('state_conflict');
  return { before, after: { ...before, withdrawnAt: now, version: before.version + 1 } };
}

/** The same draft of the same person makes the same id, so that it is published once. */
function idOf({ actor, said }: Input, board: ReturnType<typeof boardOf>): AnnouncementId {
  const mac = createHash('sha256').update(`${actor.staffId}#${said.key}`).digest();
  return announcementIdFrom(board, mac);
}

/** Makes something known to the people of a place, from a moment on and for a while. */
export async function publishAnnouncement(
  ports: PublishPorts,
  input: Input,
): Promise<{ announcementId: AnnouncementId } | Failure> {
  const { actor, said, now } = input;
  const at = await findPublishingPlace(ports, input);
  if (isFailure(at)) return at;
  const announcementId = idOf(input, boardOf(at.place));
  const content = contentTag(JSON.stringify([at.place, said]));
  const known = await ports.announcements.findAnnouncement(announcementId);
  if (known !== undefined) return answered(known, content);
  const times = timesOf(said, now);
  if (isFailure(times)) return times;
  const corrected = await correctionOf(ports, input);
  if (isFailure(corrected)) return corrected;
  const { zh, en, urgent } = said;
  const record: AnnouncementRecord = {
    announcementId,
    place: at.place,
    placeName: at.name,
    within: [...at.within],
    zh,
    ...(en === undefined ? {} : { en }),
    urgent,
    signedBy: at.signedBy,
    isCorrection: corrected !== undefined,
    ...times,
    publishedAt: now,
    content,
    version: 1,
  };
  const audit = factsOf(actor, {
    action: 'announcement.publish',
    place: at.within,
    purpose: 'announcement',
    now,
  });
  const outcome = await ports.announcements.publish(record, {
    audit,
    ...(corrected === undefined ? {} : { corrected }),
  });
  if (outcome === 'conflict') return fail('state_conflict');
  if (outcome === 'published') return { announcementId };
  const stood = await ports.announcements.findAnnouncement(announcementId);
  return stood === undefined ? fail('state_conflict') : answered(stood, content);
}

/** The same again is answered alike; another text under the same key is another announcement. */
const answered = ({ announcementId, content }: AnnouncementRecord, sent: string) =>
  content === sent ? { announcementId } : fail('state_conflict');
