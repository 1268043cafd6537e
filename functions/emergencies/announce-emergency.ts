import { MEASURE_WORDS, officeWords } from '../../shared/emergency/emergency-words.ts';
import { ANNOUNCEMENT_LIMITS, type AnnouncementText } from '../../shared/messages/announcements.ts';
import type { Office } from '../../shared/roles.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import {
  type PostAnnouncementPorts,
  postAnnouncement,
  takeDownAnnouncement,
} from '../announcements/index.ts';
import type { StoredEmergency } from './emergency.ts';

export type AnnounceEmergencyPorts = { readonly announcing: PostAnnouncementPorts };

const DAY_MS = 86_400_000;
/** That one has ended is shown so long. */
const END_SHOWN_MS = 14 * DAY_MS;

type Said = { readonly zh: AnnouncementText; readonly en: AnnouncementText };
type Notice = Said & {
  /** Names it among those of the emergency. */
  readonly key: string;
  readonly office: Office;
  readonly until: number;
};

const titled = (title: string): string => [...title].slice(0, ANNOUNCEMENT_LIMITS.title).join('');
const lastDay = (until: number): string => shanghaiDay(until - 1);

const HOME = {
  zh: '居民任何时候都可以回家。为此登记的健康信息只用于本次应急响应，结束后全部销毁，销毁结果会公布。',
  en: 'Residents can go home at any hour. What is registered about health for it is used for nothing else and destroyed when it has ended; what was destroyed will be published.',
};

function measuresOf({ measures }: StoredEmergency): { zh: string; en: string } {
  return {
    zh: measures.map((one) => MEASURE_WORDS[one].zh).join('、'),
    en: measures.map((one) => MEASURE_WORDS[one].en).join(', '),
  };
}

/** What begins or goes on: by which document and whom, what and until when. */
function ofTerm(
  emergency: StoredEmergency,
  term: Pick<StoredEmergency, 'document' | 'until' | 'declared' | 'decided'>,
  isRenewal: boolean,
): Said {
  const { event } = emergency;
  const { document, until, declared, decided = declared } = term;
  const measures = measuresOf(emergency);
  const [one, other] = [officeWords(declared.office), officeWords(decided.office)];
  const word = isRenewal ? { zh: '延期', en: 'renewed' } : { zh: '启动', en: 'begins' };
  return {
    zh: {
      title: titled(`应急响应${word.zh}：${event}`),
      body: [
        `依据：${document.authority}，${document.number}。`,
        `措施：${measures.zh}。`,
        `到${lastDay(until)}为止。由${one.zh}提出，${other.zh}确认。`,
        HOME.zh,
      ].join('\n'),
    },
    en: {
      title: titled(`Emergency response ${word.en}: ${event}`),
      body: [
        `By ${document.authority}, ${document.number}.`,
        `Measures: ${measures.en}.`,
        `Until ${lastDay(until)}. Declared by ${one.en}, confirmed by ${other.en}.`,
        HOME.en,
      ].join('\n'),
    },
  };
}

function ofEnd({ event, ended }: StoredEmergency): Said {
  const by = ended?.by;
  const who =
    by === undefined || by === 'clock'
      ? { zh: '已到期', en: 'Its time is over' }
      : {
          zh: `由${officeWords(by.office).zh}决定`,
          en: `Decided by ${officeWords(by.office).en}`,
        };
  return {
    zh: {
      title: titled(`应急响应终止：${event}`),
      body: `${who.zh}，应急响应终止，各项措施同时停止。为此登记的健康信息将全部销毁，销毁结果会公布。`,
    },
    en: {
      title: titled(`Emergency response ended: ${event}`),
      body: `${who.en}. The response has ended and every measure with it. What was registered about health for it will be destroyed; what was destroyed will be published.`,
    },
  };
}

/** Everything that was to be made known of it so far, the latest last. */
function noticesOf(emergency: StoredEmergency): readonly Notice[] {
  const { state, emergencyId, declared, decided, document, renewals, ended } = emergency;
  if (decided === undefined || state === 'refused') return [];
  const { office } = declared;
  const { until } = emergency;
  const start: Notice = {
    ...ofTerm(emergency, { document, until, declared, decided }, false),
    key: `${emergencyId} start`,
    office,
    until,
  };
  const renewed = renewals.flatMap((one, n): Notice[] =>
    one.decided === undefined
      ? []
      : [
          {
            ...ofTerm(emergency, one, true),
            key: `${emergencyId} renewal ${n}`,
            office: one.declared.office,
            until: one.until,
          },
        ],
  );
  const end: Notice[] =
    ended === undefined
      ? []
      : [
          {
            ...ofEnd(emergency),
            key: `${emergencyId} end`,
            office,
            until: ended.at + END_SHOWN_MS,
          },
        ];
  return [start, ...renewed, ...end];
}

/**
 * Makes known to whom it concerns what became of an emergency last, and takes down what was said
 * before. Safe to repeat. Nobody hears of a drill.
 */
export async function announceEmergency(
  { announcing }: AnnounceEmergencyPorts,
  emergency: StoredEmergency,
  now: number,
): Promise<void> {
  if (emergency.mode === 'drill') return;
  const notices = noticesOf(emergency);
  const latest = notices.at(-1);
  if (latest === undefined || latest.until <= now) return;
  const { office, ...said } = latest;
  if (office === 'property') return;
  for (const place of emergency.scope) {
    await postAnnouncement(announcing, { ...said, office, place, from: now });
    for (const { key } of notices.slice(0, -1)) {
      await takeDownAnnouncement(announcing, { place, key, now });
    }
  }
}
