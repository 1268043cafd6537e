import type { CompoundId, RequestId, ResidentId } from '../../../shared/ids.ts';
import { CallRefused } from '../street-client.ts';
import { type Asker, newKey, type Worker } from './desk-people.ts';
import { handedOver } from './hand-to-hand.ts';
import type { Wish } from './pilot-day.ts';

/** Who is there on the day. */
export type DeskCast = {
  readonly compoundId: CompoundId;
  readonly askers: readonly Asker[];
  /** Who has no phone: the front desk writes down what they ask for. */
  readonly callers: readonly ResidentId[];
  readonly frontDesk: Worker;
  readonly manager: Worker;
  readonly repairers: readonly [Worker, Worker];
  readonly runners: readonly [Worker, Worker];
};

/** A promise about the day, how often it was put to the test, and where it broke. */
export const DESK_PROMISES = {
  sentTwice: { zh: '同一诉求发两次，只有一件', en: 'sent twice, it is one request' },
  oneWinner: {
    zh: '两人同时抢单，一人得，另一人当场知道',
    en: 'two claim at once: one has it, the other is told',
  },
  nothingOpen: {
    zh: '卡没还、钱没结清，就结不了案',
    en: 'no request closes while a card is out or money is owed',
  },
  wordsGone: {
    zh: '代开药结案后，内容已销毁',
    en: 'the words of medicine requests are gone once closed',
  },
  onceReopened: {
    zh: '没办好的可以重开，只能一次',
    en: 'what was not done is reopened, and once only',
  },
  counted: {
    zh: '办完数，一件不多，一件不少',
    en: 'the figures count every one of them, once',
  },
  allClosed: { zh: '全部结案', en: 'every one of them closed' },
} as const;
export type DeskPromise = keyof typeof DESK_PROMISES;
export type DeskDiary = {
  readonly tested: { promise: DeskPromise; count: number; broken: string[] }[];
  readonly done: { typeId: string; minutes: number; inTime: boolean }[];
  rated: number;
  calledBack: number;
};

/** Every so manieth request goes another way than straight on. */
const SENT_TWICE = 9;
const RACED = 7;
const GIVEN_BACK = 13;
const PAUSED = 17;
const HANDED_ON = 19;
const REOPENED = 31;
const TAKEN_BY_PHONE = 7;
const RATED = 3;

const every = (n: number, step: number): boolean => n % step === step - 1;

type Asked = { readonly requestId: RequestId; readonly asker?: Asker };

async function ask(cast: DeskCast, wish: Wish, n: number, diary: DeskDiary): Promise<Asked> {
  const caller = cast.callers[n % Math.max(1, cast.callers.length)];
  if (every(n, TAKEN_BY_PHONE) && caller !== undefined) {
    const { requestId } = await cast.frontDesk.take(cast.compoundId, caller, wish);
    return { requestId };
  }
  const asker = cast.askers[n % cast.askers.length];
  if (asker === undefined) throw new Error('nobody of the compound has a phone');
  const key = newKey();
  const { requestId } = await asker.submit(wish, key);
  if (every(n, SENT_TWICE)) {
    const again = await asker.submit(wish, key);
    const broken = again.requestId === requestId ? [] : [`${requestId} became two`];
    diary.tested.push({ promise: 'sentTwice', count: 1, broken });
  }
  return { requestId, asker };
}

/** Somebody takes it. @returns who has it then */
async function give(
  cast: DeskCast,
  request: RequestId,
  { typeId, n, diary }: { readonly typeId: string; readonly n: number; readonly diary: DeskDiary },
): Promise<Worker> {
  const [first, second] = typeId === 'repair' ? cast.repairers : cast.runners;
  const worker = n % 2 === 0 ? first : second;
  const other = worker === first ? second : first;
  if (typeId === 'other') {
    await cast.frontDesk.assign(request, worker.staffId);
    return worker;
  }
  if (!every(n, RACED)) {
    await worker.claim(request);
    return worker;
  }
  const [mine, theirs] = await Promise.allSettled([worker.claim(request), other.claim(request)]);
  const lost = [mine, theirs].filter((one) => one.status === 'rejected');
  const told = lost.every(
    ({ reason }) => reason instanceof CallRefused && reason.code === 'claimed_by_another',
  );
  const broken = lost.length === 1 && told ? [] : [`${request}: ${lost.length} lost`];
  diary.tested.push({ promise: 'oneWinner', count: 1, broken });
  return mine.status === 'fulfilled' ? worker : other;
}

type Doing = {
  readonly asked: Asked;
  readonly typeId: string;
  readonly has: Worker;
  readonly n: number;
  readonly diary: DeskDiary;
};

async function workOn(cast: DeskCast, doing: Doing): Promise<Worker> {
  const { asked, typeId, has, n, diary } = doing;
  const { requestId: request, asker } = asked;
  let worker = has;
  const [first, second] = cast.runners;
  const another = worker === first ? second : first;
  if (every(n, GIVEN_BACK)) {
    await worker.work(request, { step: 'return', note: '今天排不开' });
    await another.claim(request);
    worker = another;
  }
  if (every(n, HANDED_ON)) {
    const to = worker === first ? second : first;
    await worker.work(request, { step: 'transfer', to: to.staffId, note: '顺路，他去' });
    worker = to;
  }
  await worker.work(request, { step: 'start' });
  if (every(n, PAUSED)) {
    await worker.work(request, { step: 'pause', note: '等药房到货' });
    await worker.work(request, { step: 'resume' });
  }
  const between = { requestId: request, worker, frontDesk: cast.frontDesk };
  const comesBack =
    asker === undefined ? undefined : await handedOver(typeId, { ...between, asker });
  await worker.work(request, { step: 'finish', note: '办完了' });
  if (comesBack !== undefined) {
    diary.tested.push({ promise: 'nothingOpen', count: 1, broken: await comesBack(worker) });
  }
  return worker;
}

async function end(
  { frontDesk }: DeskCast,
  { requestId, asker }: Asked,
  n: number,
  diary: DeskDiary,
): Promise<void> {
  if (asker !== undefined && every(n, RATED)) {
    await asker.step(requestId, { step: 'rate', service: n % 2 === 0 ? 3 : 2 });
    diary.rated++;
  } else if (asker === undefined) {
    await frontDesk.settle(requestId, { step: 'call_back', note: '已电话回访，满意' });
    diary.calledBack++;
  }
  await frontDesk.settle(requestId, { step: 'close' });
}

async function reopen(
  cast: DeskCast,
  { requestId, asker }: Asked,
  { has, n, diary }: { readonly has: Worker; readonly n: number; readonly diary: DeskDiary },
): Promise<void> {
  if (asker === undefined) return;
  const again = { step: 'reopen', note: '还差一样' } as const;
  await asker.step(requestId, again);
  await has.claim(requestId);
  const asked = { requestId, asker };
  await workOn(cast, { asked, typeId: 'errands', has, n: 0, diary });
  await end(cast, asked, n, diary);
  const refused = await asker.step(requestId, again).then(
    () => false,
    (error: unknown) => error instanceof CallRefused,
  );
  diary.tested.push({
    promise: 'onceReopened',
    count: 1,
    broken: refused ? [] : [`${requestId} was reopened twice`],
  });
}

async function look(asked: Asked, wish: Wish, diary: DeskDiary): Promise<void> {
  const { requestId, asker } = asked;
  if (asker === undefined) return;
  const { state, text, steps, at, dueAt, redacted } = await asker.read(requestId);
  const doneAt = steps.findLast(({ step }) => step === 'finish')?.at ?? at;
  diary.done.push({
    typeId: wish.typeId,
    minutes: (doneAt - at) / 60_000,
    inTime: doneAt <= dueAt,
  });
  diary.tested.push({
    promise: 'allClosed',
    count: 1,
    broken: state === 'closed' ? [] : [`${requestId} is ${state}`],
  });
  if (wish.typeId !== 'medicine') return;
  const broken = redacted && text === undefined ? [] : [`${requestId} still says what it was`];
  diary.tested.push({ promise: 'wordsGone', count: 1, broken });
}

/** One request from the first word to the last. */
async function playOne(cast: DeskCast, wish: Wish, n: number, diary: DeskDiary): Promise<void> {
  const asked = await ask(cast, wish, n, diary);
  const has = await give(cast, asked.requestId, { typeId: wish.typeId, n, diary });
  const { typeId } = wish;
  const finished = await workOn(cast, { asked, typeId, has, n, diary });
  await end(cast, asked, n, diary);
  if (every(n, REOPENED)) await reopen(cast, asked, { has: finished, n, diary });
  await look(asked, wish, diary);
}

/** The whole day, several requests at a time, as several people are about. */
export async function playDesk(cast: DeskCast, wishes: readonly Wish[]): Promise<DeskDiary> {
  const diary: DeskDiary = { tested: [], done: [], rated: 0, calledBack: 0 };
  const AT_ONCE = 4;
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let n = next++; n < wishes.length; n = next++) {
      const wish = wishes[n];
      if (wish !== undefined) await playOne(cast, wish, n, diary);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return diary;
}
