import { computed, type MaybeRefOrGetter, toValue } from 'vue';
import type { CompoundId } from '../../../shared/ids.ts';
import { type Announcement, readAnnouncementDesk } from '../../../shared/messages/announcements.ts';
import { queryClient, useAnswer } from '../app/queries.ts';
import { api } from '../app/session.ts';

const KEY = 'announcements';

/** What shows in a compound or will, and where one may publish. */
export function useAnnouncementDesk(compoundId: MaybeRefOrGetter<CompoundId | undefined>) {
  return useAnswer({
    key: computed(() => [KEY, toValue(compoundId)]),
    when: () => toValue(compoundId) !== undefined,
    ask: () =>
      api.call(readAnnouncementDesk, { params: { compoundId: toValue(compoundId) ?? 'cmp_1' } }),
  });
}

export const pastKey = (compoundId: CompoundId, cursor: string | undefined) => [
  KEY,
  compoundId,
  'past',
  cursor ?? '',
];
export const receiptsKey = (compoundId: CompoundId, announcementId: string) => [
  KEY,
  compoundId,
  'receipts',
  announcementId,
];

export const announcementsChanged = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: [KEY] });

/** What somebody wrote, ready to be taken elsewhere. */
export type Shareable = Pick<
  Announcement,
  'zh' | 'en' | 'urgent' | 'isCorrection' | 'signedBy' | 'from' | 'until'
>;
