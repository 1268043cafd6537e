import { readPlate } from '../../../shared/houses/plate.ts';
import type { Invite } from '../../../shared/messages/invitations.ts';
import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import { addDays, startOfShanghaiDay } from '../../../shared/time/shanghai-days.ts';
import type { VisitTimes } from '../../../shared/visitors/visit-times.ts';
import type { VisitType } from '../../../shared/visitors/visit-types.ts';

/** When somebody comes, as it is chosen by one tap. */
export const WHENS = ['today', 'tomorrow', 'week', 'weekly'] as const;
type When = (typeof WHENS)[number];

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** What is chosen and typed so far. */
export type InvitationDraft = {
  type: VisitType;
  name: string;
  when: When;
  /** Of weekly ones: 1 Monday to 7 Sunday, and the hours as the fields have them. */
  days: number[];
  from: string;
  to: string;
  lastDay: string;
  plate: string;
  most: number;
};

export const emptyInvitation = (now: number): InvitationDraft => ({
  type: 'guest',
  name: '',
  when: 'today',
  days: [],
  from: '09:00',
  to: '12:00',
  lastDay: addDays(shanghaiDay(now), 90),
  plate: '',
  most: 1,
});

/** Minutes of the day; 0 of a field that is empty. */
function minuteOf(field: string): number {
  const [hour = 0, minute = 0] = field.split(':').map(Number);
  return hour * 60 + minute;
}

export const endsNextDay = ({ from, to }: Pick<InvitationDraft, 'from' | 'to'>): boolean =>
  minuteOf(to) < minuteOf(from);

function timesOf(draft: InvitationDraft, at: number): VisitTimes {
  const now = Math.floor(at);
  const today = shanghaiDay(now);
  const tomorrow = startOfShanghaiDay(addDays(today, 1));
  switch (draft.when) {
    case 'today':
      return { kind: 'once', from: now, until: tomorrow };
    case 'tomorrow':
      return { kind: 'once', from: tomorrow, until: tomorrow + DAY_MS };
    case 'week':
      return { kind: 'window', from: now, until: tomorrow + (WEEK_DAYS - 1) * DAY_MS };
    case 'weekly':
      return {
        kind: 'recurring',
        firstDay: today,
        lastDay: draft.lastDay,
        hours: [
          {
            days: [...draft.days].sort(),
            from: minuteOf(draft.from),
            to: minuteOf(draft.to) || 1_440,
          },
        ],
      };
  }
}

/** What is sent, or what is missing from it. */
export function inviteOf(
  draft: InvitationDraft,
  given: { readonly key: string; readonly otherwise: string; readonly now: number },
): (Omit<Invite, 'plate'> & { plate?: string }) | 'chooseDays' | 'plateWrong' {
  if (draft.when === 'weekly' && draft.days.length === 0) return 'chooseDays';
  const typed = draft.plate.trim();
  if (typed !== '' && readPlate(typed) === undefined) return 'plateWrong';
  return {
    key: given.key,
    name: draft.name.trim() || given.otherwise,
    type: draft.type,
    times: timesOf(draft, given.now),
    ...(typed === '' ? {} : { plate: typed }),
    ...(draft.most > 1 ? { most: draft.most } : {}),
  };
}
