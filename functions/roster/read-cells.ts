import { Phone } from '../../shared/messages/sign-in.ts';
import type { Resident } from '../residents/index.ts';
import { hasIdentityNumber } from './identity-numbers.ts';
import { type Problem, problemOf } from './problem.ts';
import type { Cell } from './sheet.ts';

/** Marks of direction and width that nobody sees: tables copied from pages are full of them. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
/** Excel's sign for "this is text". */
const TEXT_MARK = /^['’]/u;
/** What people write where there is nothing to write. */
const NOTHING = /^(?:无|没有|暂无|未知|不详|空|n\/?a|null|none|[-—–/\\.]+|0)$/iu;

/** The text of a cell without what nobody sees; empty where there is none. */
export function textOf(cell: Cell): string {
  if (cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return cell.replace(UNSEEN, '').normalize('NFC').trim().replace(TEXT_MARK, '').trim();
}

export const MOST_NAME_CHARACTERS = 40;
const HAN_ALONE = /^[\p{Script=Han}\s]+$/u;
/** Letters of any script, and what stands between the parts of a name. */
const NAME = /^[\p{L}\p{M}\p{Co}·•・‧∙.．'’\-—\s()（）]+$/u;
/** Where a program had no sign for a character, it wrote one of these. */
const LOST_CHARACTER = /[\ufffd?？□■]/u;

/** The whole name, each character as it is written: rare ones too. */
export function readName(cell: Cell): string | Problem {
  const written = textOf(cell).replace(/\s+/gu, ' ');
  if (written === '' || NOTHING.test(written)) return problemOf('name_missing');
  if (hasIdentityNumber(written)) return problemOf('identity_number');
  if (LOST_CHARACTER.test(written)) return problemOf('name_lost_character');
  if (!NAME.test(written) || !/[\p{L}\p{Co}]/u.test(written)) return problemOf('name_wrong');
  const name = HAN_ALONE.test(written) ? written.replace(/\s/gu, '') : written;
  const length = Array.from(name).length;
  return length > MOST_NAME_CHARACTERS ? problemOf('name_too_long', String(length)) : name;
}

const SCIENTIFIC = /^([0-9])(?:\.([0-9]+))?E\+?([0-9]{1,2})$/iu;
const PHONE_DIGITS = 11;

/** 1.39000000010E+10 is a number; 1.39E+10 has lost eight digits. Undefined where it is neither. */
function unfolded(written: string): string | undefined | Problem {
  const [, first, rest = '', power] = SCIENTIFIC.exec(written) ?? [];
  if (first === undefined) return undefined;
  const digits = `${first}${rest}`;
  if (Number(power) !== PHONE_DIGITS - 1) return problemOf('phone_lost_digits');
  // A zero at the end is left out as well: what ends in one or two may be whole.
  return digits.length >= PHONE_DIGITS - 2
    ? digits.padEnd(PHONE_DIGITS, '0')
    : problemOf('phone_lost_digits');
}

const BETWEEN_NUMBERS = /[/、,，;；|\n]|\s或\s?|和/u;
const LANDLINE = /^(?:0[0-9]{9,11}|[2-8][0-9]{6,7})$/u;

/** 11 digits, or nothing: nobody needs a phone. */
export function readPhone(cell: Cell): string | undefined | Problem {
  const written = textOf(cell).normalize('NFKC');
  if (written === '' || NOTHING.test(written)) return undefined;
  const parts = written.split(BETWEEN_NUMBERS).filter((part) => /[0-9]{7}/u.test(part));
  if (parts.length > 1) return problemOf('phone_several');
  const whole = unfolded(written.replace(/\s/gu, ''));
  if (typeof whole === 'object') return whole;
  const digits = whole ?? written.replace(/[\s\-‐–—.()+_]/gu, (sign) => (sign === '+' ? '+' : ''));
  const bare = digits.replace(/^(?:\+|00)?86(?=1[0-9]{10}$)/u, '');
  const phone = Phone.safeParse(
    /^[0-9]+\.0+$/u.test(written) ? written.replace(/\.0+$/u, '') : bare,
  );
  if (phone.success) return phone.data;
  if (hasIdentityNumber(written)) return problemOf('identity_number');
  if (LANDLINE.test(bare)) return problemOf('phone_landline');
  const count = bare.replace(/[^0-9]/gu, '').length;
  return /^[0-9]+$/u.test(bare) && count !== PHONE_DIGITS
    ? problemOf('phone_digits', String(count))
    : problemOf('phone_wrong');
}

type Tie = Resident['tie'];
/** As property companies and communities write it; the first that fits. */
const TIE_WORDS: readonly (readonly [Tie, RegExp])[] = [
  ['carer', /保姆|护工|护理|照护|照料|照看|月嫂|育儿嫂|住家阿姨|钟点工|看护|carer/u],
  ['tenant', /租|承租|tenant/u],
  [
    'family',
    /家属|家人|家庭成员|亲属|亲戚|配偶|夫妻|妻|丈夫|爱人|老公|老婆|父|母|爸|妈|爷|奶|公公|婆婆|岳|子女|儿|女|孙|媳|婿|兄|弟|姐|妹|同住|共同居住|family/u,
  ],
  ['owner', /业主|产权|户主|本人|房东|房主|屋主|自住|owner/u],
];
/** 非业主 says what somebody is not, 业主家属 that they are of the family. */
const NOT_OWNER = /^非/u;

export function readTie(cell: Cell): Tie | Problem {
  const written = textOf(cell).normalize('NFKC').replace(/\s/gu, '').toLowerCase();
  if (written === '' || NOTHING.test(written)) return problemOf('tie_missing');
  if (hasIdentityNumber(written)) return problemOf('identity_number');
  const found = TIE_WORDS.find(([, words]) => words.test(written));
  return found === undefined || NOT_OWNER.test(written) ? problemOf('tie_wrong') : found[0];
}

const DAY =
  /^((?:19|20)[0-9]{2})(?:年|[-/.])\s*([0-9]{1,2})(?:(?:月|[-/.])\s*([0-9]{1,2}))?(?:日|号|月)?(?:[T\s].*)?$/u;
const RUN_TOGETHER = /^((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})$/u;
/** A day as the program counts them, from the end of 1899: what is left where a column lost its format. */
const COUNTED = /^([2-5][0-9]{4})(?:\.[0-9]+)?$/u;
const COUNTED_FROM = Date.UTC(1899, 11, 30);
const DAY_MS = 24 * 60 * 60 * 1000;

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day as 2024-03-05, or nothing; of a month its first. */
export function readDay(cell: Cell): string | undefined | Problem {
  if (cell instanceof Date) {
    return Number.isNaN(cell.valueOf()) ? problemOf('day_wrong') : isoDay(cell.valueOf());
  }
  const written = textOf(cell).normalize('NFKC');
  if (written === '' || NOTHING.test(written)) return undefined;
  if (hasIdentityNumber(written)) return problemOf('identity_number');
  const counted = COUNTED.exec(written)?.[1];
  if (counted !== undefined) return isoDay(COUNTED_FROM + Number(counted) * DAY_MS);
  const [, year, month, day = '1'] = DAY.exec(written) ?? RUN_TOGETHER.exec(written) ?? [];
  if (year === undefined || month === undefined) return problemOf('day_wrong');
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isSame = new Date(ms).getUTCMonth() === Number(month) - 1 && Number(day) > 0;
  return isSame ? isoDay(ms) : problemOf('day_wrong');
}
