import type { Outcome, Reason } from '../../shared/gate/outcomes.ts';
import type { GateId } from '../../shared/ids.ts';

type Words = { readonly zh: string; readonly en: string };

/** Any reason will do where none is named. */
export type Promised = { readonly outcome: Outcome; readonly reason?: Reason };

/** One kind of showing, and what the gates promise to say to it. */
export type Kind = Words & { readonly promised: Promised };

const kind = (zh: string, en: string, outcome: Outcome, reason?: Reason): Kind => ({
  zh,
  en,
  promised: reason === undefined ? { outcome } : { outcome, reason },
});

/** Everything that is tried at the gates, in the order in which it is told. */
export const KINDS = {
  goingOut: kind('住户出门，活码', 'residents going out, live code', 'allow', 'ok'),
  comingHome: kind('住户回家，活码', 'residents coming home, live code', 'allow', 'ok'),
  offline: kind('断网时回家，之后补传', 'home without network, uploaded later', 'allow', 'ok'),
  askedAgain: kind('回答丢了，再问一次', 'answer lost, asked again', 'allow', 'ok'),
  card: kind('印制的卡', 'printed card, scanned', 'ask', 'look_and_confirm'),
  cardNumber: kind('卡上的号码，手输', 'printed card, number typed', 'ask', 'look_and_confirm'),
  mistyped: kind('号码输错一位', 'one digit mistyped', 'deny', 'unknown_number'),
  lostCard: kind('丢了的卡，已换新', 'lost card, replaced since', 'deny', 'revoked'),
  newCard: kind('换的新卡', 'the card made instead', 'ask', 'look_and_confirm'),
  screenshot: kind('一分钟前的截图', 'screenshot a minute old', 'deny', 'stale_code'),
  forwarded: kind('刚用过的码，转发到另一个门', 'just used, forwarded', 'deny', 'replayed'),
  fastClock: kind('手机快了一分钟', 'phone a minute fast', 'ask', 'clock_off'),
  altered: kind('改过一个字的码', 'genuine but for one character', 'deny'),
  selfMade: kind('自己签的码', 'signed by its holder', 'deny', 'bad_signature'),
  foreign: kind('别处的二维码', 'codes of other systems', 'deny'),
  neighbour: kind('别的小区的活码', 'live, of another compound', 'deny', 'wrong_compound'),
  lostPhone: kind('手机丢了，通行码已注销', 'lost phone, pass withdrawn', 'deny', 'revoked'),
  newPhone: kind('同一住户的新手机', 'the same resident, new phone', 'allow', 'ok'),
  suspendedIn: kind('暂停的码，进门', 'suspended, coming in', 'ask', 'suspended'),
  suspendedOut: kind('暂停的码，出门', 'suspended, going out', 'allow', 'suspended'),
  resumed: kind('恢复后的码', 'resumed', 'allow', 'ok'),
} as const satisfies Readonly<Record<string, Kind>>;

export type Verdict = { readonly outcome: Outcome; readonly reason: Reason };

/** Somebody at a gate, and what the gate said. */
export type Showing = {
  readonly gateId: GateId;
  readonly kind: Kind;
  readonly verdict: Verdict;
};

export function isAsPromised({ kind: { promised }, verdict }: Showing): boolean {
  const { outcome, reason = verdict.reason } = promised;
  return verdict.outcome === outcome && verdict.reason === reason;
}

/** A promise about more than one answer. */
export const PROMISES = {
  passes: { zh: '每位来的住户都有自己的码或卡', en: 'everybody has a code or a card of their own' },
  sameAnswer: { zh: '再问一次，还是第一次的回答', en: 'asked again, the first answer again' },
  allRecorded: {
    zh: '断网时扫的码，倒序补传，全部收下',
    en: 'scanned without network, uploaded backwards: all recorded',
  },
  recordedOnce: {
    zh: '传了两次的批次，同一回答，只记一次',
    en: 'batches sent twice: the same answer, recorded once',
  },
  leftClean: {
    zh: '演完收走：码、卡、门岗设备都注销了',
    en: 'nothing left behind: passes, cards and gate devices withdrawn',
  },
} as const satisfies Readonly<Record<string, Words>>;

export type PromiseName = keyof typeof PROMISES;

/** How often a promise was put to the test, and where it broke. */
export type Tested = {
  readonly promise: PromiseName;
  readonly count: number;
  readonly broken: readonly string[];
};

/** What is written down while a compound's morning is played. */
export type Diary = { readonly showings: Showing[]; readonly tested: Tested[] };
