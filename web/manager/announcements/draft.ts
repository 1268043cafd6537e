import { reactive, watch } from 'vue';
import * as z from 'zod';
import type { CompoundId } from '../../../shared/ids.ts';
import {
  AnnouncementText,
  hasOtherLink,
  type ManagedAnnouncement,
} from '../../../shared/messages/announcements.ts';
import { shanghaiDay, shanghaiMinuteOfDay } from '../../../shared/time/shanghai.ts';
import { inThisTab } from '../../kit/remembered.ts';
import { startOfDayAfter } from '../app/until-day.ts';

const DAY_MS = 86_400_000;
const WEEK = 7;

const Draft = z.object({
  key: z.string(),
  place: z.string(),
  title: z.string(),
  body: z.string(),
  english: z.boolean(),
  titleEn: z.string(),
  bodyEn: z.string(),
  urgent: z.boolean(),
  later: z.boolean(),
  /** YYYY-MM-DDTHH:MM by Shanghai's clock. */
  startAt: z.string(),
  /** YYYY-MM-DD, the last day on which it shows. */
  lastDay: z.string(),
});
export type Draft = z.infer<typeof Draft>;

/** Names the draft from its first sign on, so that sending it again publishes nothing more. */
function newKey(): string {
  const drawn = crypto.getRandomValues(new Uint8Array(16));
  return [...drawn].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const emptyDraft = (place: string, nowMs: number): Draft => ({
  key: newKey(),
  place,
  title: '',
  body: '',
  english: false,
  titleEn: '',
  bodyEn: '',
  urgent: false,
  later: false,
  startAt: '',
  lastDay: shanghaiDay(nowMs + WEEK * DAY_MS),
});

const twoDigits = (n: number): string => String(n).padStart(2, '0');
function momentField(unixMs: number): string {
  const minutes = shanghaiMinuteOfDay(unixMs);
  return `${shanghaiDay(unixMs)}T${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}
export const momentOf = (field: string): number => Date.parse(`${field}:00+08:00`);

/** One that stands already, to be changed or corrected. */
export function draftFrom(one: ManagedAnnouncement, nowMs: number): Draft {
  return {
    key: newKey(),
    place: one.place,
    ...one.zh,
    english: one.en !== undefined,
    titleEn: one.en?.title ?? '',
    bodyEn: one.en?.body ?? '',
    urgent: one.urgent,
    later: one.from > nowMs,
    startAt: one.from > nowMs ? momentField(one.from) : '',
    lastDay: shanghaiDay(one.until - 1),
  };
}

const storedAs = (compoundId: CompoundId): string => `xq-announcement-draft-${compoundId}`;

/** What is being written in a compound: it outlives a look at another page, and a reload. */
export function keptDraft(compoundId: CompoundId, place: string, nowMs: number) {
  const name = storedAs(compoundId);
  const read = (): Draft | undefined => {
    try {
      return Draft.safeParse(JSON.parse(inThisTab.get(name) ?? '')).data;
    } catch {
      return undefined;
    }
  };
  const draft = reactive<Draft>(read() ?? emptyDraft(place, nowMs));
  watch(draft, () => inThisTab.set(name, JSON.stringify(draft)));
  return {
    draft,
    clear: () => {
      Object.assign(draft, emptyDraft(draft.place, nowMs));
      inThisTab.remove(name);
    },
  };
}

/** Whether anything of it was written. */
export const isWritten = ({ title, body }: Draft): boolean => title.trim() + body.trim() !== '';

export type Wrong = 'annTitleWrong' | 'annBodyWrong' | 'annLinkWrong' | 'annUntilWrong';
/** The fields of the form that something can be wrong with, from the top down. */
export type Field = 'title' | 'body' | 'titleEn' | 'bodyEn' | 'lastDay';
export type Wrongs = { readonly [Name in Field]?: Wrong };

function lineWrong(title: string): Wrong | undefined {
  if (hasOtherLink(title)) return 'annLinkWrong';
  return AnnouncementText.shape.title.safeParse(title).success ? undefined : 'annTitleWrong';
}
function linesWrong(body: string): Wrong | undefined {
  if (hasOtherLink(body)) return 'annLinkWrong';
  return AnnouncementText.shape.body.safeParse(body).success ? undefined : 'annBodyWrong';
}

/** What the server would be sent, or what is missing, by its field. */
export function saidIn(draft: Draft, nowMs: number) {
  const from = draft.later ? momentOf(draft.startAt) : undefined;
  const until = startOfDayAfter(draft.lastDay);
  const isInOrder = (from ?? nowMs) < until && until <= (from ?? nowMs) + 90 * DAY_MS;
  const found: readonly (readonly [Field, Wrong | undefined])[] = [
    ['title', lineWrong(draft.title)],
    ['body', linesWrong(draft.body)],
    ['titleEn', draft.english ? lineWrong(draft.titleEn) : undefined],
    ['bodyEn', draft.english ? linesWrong(draft.bodyEn) : undefined],
    ['lastDay', isInOrder ? undefined : 'annUntilWrong'],
  ];
  const wrong: Wrongs = Object.fromEntries(found.filter(([, one]) => one !== undefined));
  if (Object.keys(wrong).length > 0) return { wrong };
  return {
    wrong,
    said: {
      zh: { title: draft.title.trim(), body: draft.body.trim() },
      ...(draft.english ? { en: { title: draft.titleEn.trim(), body: draft.bodyEn.trim() } } : {}),
      urgent: draft.urgent,
      ...(from === undefined ? {} : { from }),
      until,
    },
  };
}
