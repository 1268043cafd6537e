import * as z from 'zod';
import { shanghaiMinuteOfDay, shanghaiWeekday } from '../time/shanghai.ts';

/** What somebody needs when they look for a number, in the order in which it is looked for. */
export const NEEDS = [
  'emergency',
  'property',
  'community',
  'medical',
  'water_power_gas',
  'lift',
  'lock',
  'elder_meals',
  'care',
  'mind',
  'police',
  'government',
  'other',
] as const;

const MINUTES_A_DAY = 1_440;
const Minute = z.number().int().min(0).max(MINUTES_A_DAY);

/** Open on these weekdays (1 Monday to 7 Sunday) between two minutes of the day in Shanghai. */
export const OpeningHours = z
  .strictObject({
    days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
    from: Minute,
    to: Minute,
  })
  .refine(({ from, to }) => from < to, 'closes before it opens')
  .refine(({ days }) => new Set(days).size === days.length, 'a day twice');
export type OpeningHours = z.infer<typeof OpeningHours>;

/** Somebody's own: it is not put on a board. */
const MOBILE = /^(?:\+?86)?1[3-9][0-9]{9}$/;
const digitsOf = (phone: string): string => phone.replace(/[ -]/g, '');
export const isMobileNumber = (phone: string): boolean => MOBILE.test(digitsOf(phone));
/** As an office writes it: 110, 0571-88001234, 400-100-1234, 0571-88001234-802. */
const OFFICE = /^[0-9]{3,12}(?:[ -][0-9]{1,8}){0,3}$/;
export const isOfficeNumber = (phone: string): boolean =>
  OFFICE.test(phone) && !isMobileNumber(phone) && digitsOf(phone).length <= 16;

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}]+$/u);

export const MOST_ENTRIES = 60;
export const HelpEntry = z.strictObject({
  need: z.enum(NEEDS),
  name: line(30),
  nameEn: line(60).optional(),
  phone: z.string().trim().refine(isOfficeNumber, 'no number of an office'),
  /** At every hour where nothing is said. */
  hours: z.array(OpeningHours).max(7).optional(),
  place: line(60).optional(),
});
export type HelpEntry = z.infer<typeof HelpEntry>;

/** The same everywhere in the country, on every list, whoever edits it. */
export const NATIONAL_NUMBERS: readonly HelpEntry[] = [
  { need: 'emergency', name: '急救', nameEn: 'Ambulance', phone: '120' },
  { need: 'emergency', name: '报警', nameEn: 'Police', phone: '110' },
  { need: 'emergency', name: '火警', nameEn: 'Fire', phone: '119' },
  { need: 'emergency', name: '道路交通事故', nameEn: 'Road accidents', phone: '122' },
  { need: 'government', name: '政务服务热线', nameEn: 'Government services', phone: '12345' },
  { need: 'mind', name: '心理援助热线', nameEn: 'Mental health line', phone: '12356' },
];

/** Whether somebody answers there now. */
export function isOpen({ hours }: Pick<HelpEntry, 'hours'>, nowMs: number): boolean {
  if (hours === undefined) return true;
  const day = shanghaiWeekday(nowMs);
  const minute = shanghaiMinuteOfDay(nowMs);
  return hours.some(({ days, from, to }) => days.includes(day) && from <= minute && minute < to);
}

export type ListedEntry = HelpEntry & { readonly open: boolean };

/** The national numbers and a compound's own: open ones first, each by need. */
export function listHelp(entries: readonly HelpEntry[], nowMs: number): readonly ListedEntry[] {
  const national = NATIONAL_NUMBERS.filter(
    ({ phone }) => !entries.some((entry) => digitsOf(entry.phone) === phone),
  );
  const all = [...national, ...entries].map((entry) => ({ ...entry, open: isOpen(entry, nowMs) }));
  return all.sort(
    (one, other) =>
      Number(other.open) - Number(one.open) || NEEDS.indexOf(one.need) - NEEDS.indexOf(other.need),
  );
}
