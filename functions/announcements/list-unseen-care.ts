import type { AnnouncementId, CompoundId } from '../../shared/ids.ts';
import type { UnseenCare } from '../../shared/messages/announcements.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { type HomesCaredForPorts, homesCaredFor } from '../residents/index.ts';
import { concerns, stateOf } from './announcement.ts';
import type { AnnouncementStore } from './announcement-store.ts';
import type { ReceiptStore } from './receipt-store.ts';

export type UnseenCarePorts = HomesCaredForPorts & {
  readonly announcements: Pick<AnnouncementStore, 'findAnnouncement'>;
  readonly receipts: Pick<ReceiptStore, 'seenAmong'>;
  readonly compounds: Pick<CompoundStore, 'findCompound'>;
};

/**
 * Of the homes that whoever asks looks after, those in which nobody has opened an urgent
 * announcement that shows: to go and tell them. Of any other announcement it names nobody.
 */
export async function listUnseenCare(
  ports: UnseenCarePorts,
  {
    announcementId,
    ...input
  }: {
    readonly actor: StaffActor;
    readonly compoundId: CompoundId;
    readonly announcementId: AnnouncementId;
    readonly now: number;
  },
): Promise<UnseenCare | Failure> {
  const { actor, compoundId, now } = input;
  if (!mayAct(actor, 'announcement.list', compoundId, now)) return fail('not_permitted');
  const [record, compound] = await Promise.all([
    ports.announcements.findAnnouncement(announcementId),
    ports.compounds.findCompound(compoundId),
  ]);
  if (record === undefined || compound === undefined) return fail('not_found');
  if (!record.urgent || stateOf(record, now) !== 'showing') return fail('not_found');
  const cared = await homesCaredFor(ports, input);
  const around = [compound.streetId, compound.communityId];
  const homes = cared.filter(({ within }) => concerns(record, [...around, ...within]));
  const seen = await ports.receipts.seenAmong(announcementId, homes);
  const unseen = homes.filter(({ houseId }) => !seen.has(houseId));
  return {
    homes: unseen.map(({ residentId, maskedName, houseLabel }) => ({
      residentId,
      maskedName,
      houseLabel,
    })),
  };
}
