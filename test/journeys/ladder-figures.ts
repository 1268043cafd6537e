import { performance } from 'node:perf_hooks';
import { giveCamera } from '../support/camera.ts';
import { guardDesk } from './guard-desk.ts';
import { cardOfElder, neighbours } from './people.ts';
import { enrolAndSignIn, type Street } from './street.ts';

const PIN = '804213';
const ROUNDS = 3;
/** Older than this, the list is asked for before somebody is let in. */
const LIST_OLD_MS = 31_000;

/**
 * What a hand and a mouth need where the page needs nothing, in seconds: assumed, and written down
 * in docs/benchmarks.md.
 */
const HAND = {
  /** A key after another: 36 words a minute. */
  key: 0.33,
  /** A button that has to be found first. */
  button: 0.8,
  /** A phone is held before the camera: two to three seconds a person. */
  phone: 2.5,
};
/** 人工通道 and 放行. */
const LANE_BUTTONS = 2;
/** 3 2 5 0 1, on to the surname, w a n g, the first that is offered. */
const LANE_KEYS = 11;

/**
 * One gate from online to nothing at all: the seconds that page and phone need for each step when a
 * program taps, and what the lane without a phone costs beside the one with it.
 */
export async function ladderOf(
  street: Street,
  middle: (values: readonly number[]) => number,
): Promise<Record<string, number>> {
  const phone = await street.newPhone();
  await phone.addInitScript('globalThis.__name = (named) => named');
  const guard = await phone.newPage();
  await giveCamera(guard);
  const desk = guardDesk(phone, guard);
  const residents = await neighbours(street);
  const card = await cardOfElder(street);
  const took = new Map<string, number[]>();

  const button = (name: string | RegExp) =>
    guard.getByRole('button', { name, exact: typeof name === 'string' });
  const enterPin = async () => {
    for (const digit of PIN) await button(digit).click();
  };
  const time = async (step: string, work: () => Promise<unknown>): Promise<void> => {
    const from = performance.now();
    await work();
    took.set(step, [...(took.get(step) ?? []), (performance.now() - from) / 1_000]);
  };
  let came = 0;
  const nextLive = async () => {
    const resident = residents[came++ % residents.length];
    if (resident === undefined) throw new Error('nobody lives there');
    return resident.live();
  };
  /** The picture is ready before the clock runs. */
  const scanTimed = async (step: string, code: string, expected: 'allow' | 'ask') => {
    const held = await desk.picture(code);
    await time(step, () => desk.hold(held, expected));
  };

  await enrolAndSignIn(street, guard);
  await enterPin();
  await guard.getByText('再输入一次').waitFor();
  await enterPin();
  await guard.getByRole('dialog').waitFor({ state: 'detached' });
  await desk.scan(await nextLive(), 'allow');
  await desk.over();

  for (let round = 0; round < ROUNDS; round++) {
    await guard.waitForFunction((from) => Date.now() > from, Date.now() + LIST_OLD_MS, {
      timeout: 2 * LIST_OLD_MS,
    });
    await scanTimed('online', await nextLive(), 'allow');
    await desk.over();
    await desk.goOffline();
    await scanTimed('offline', await nextLive(), 'allow');
    await desk.over();
    const code = await desk.picture(card.code);
    await time('card', async () => {
      await desk.hold(code, 'ask');
      await desk.answer('是本人');
    });
    await time('number', async () => {
      await desk.typeNumber(card.number);
      await desk.answer('是本人');
    });
    await time('lane', () => desk.letInByLane('32501', '王'));
    await time('manual', () => desk.openByHand('住户没带手机'));
    await button('交接班').click();
    await button('结束当班').click();
    await guard.getByText('没有网络，接班用密码').waitFor();
    await button(/\*\*/).click();
    await time('pin', async () => {
      await enterPin();
      await button('交接班').waitFor();
    });
    await time('emergency', async () => {
      await button('紧急放行').click();
      await guard.getByText('已紧急放行，请先开门。').waitFor();
    });
    await button('误触').click();
    await time('backOnline', async () => {
      await desk.goOnline();
      await desk.uploaded();
    });
  }
  await phone.close();

  const median = (step: string) => middle(took.get(step) ?? []);
  const hand = LANE_BUTTONS * HAND.button + LANE_KEYS * HAND.key - HAND.phone;
  return {
    ...Object.fromEntries([...took.keys()].map((step) => [`ladder.${step}Seconds`, median(step)])),
    'lane.extraSeconds': median('lane') - median('offline') + hand,
  };
}
