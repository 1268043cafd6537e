import { setTimeout as pause } from 'node:timers/promises';
import type { Direction } from '../../shared/gate/outcomes.ts';
import type { IssuedCard } from '../../shared/messages/cards.ts';
import { SLOT_MS } from '../../shared/time/slot.ts';
import { type Diary, isAsPromised, KINDS, type Kind, type Showing } from './happened.ts';
import { playOfflineHour } from './offline-hour.ts';
import type { GateAtWork, Holder, Manager } from './people.ts';

/** A compound whose people have arrived. */
export type Compound = {
  readonly manager: Manager;
  readonly gates: readonly [GateAtWork, GateAtWork, GateAtWork];
  /** Passes and cards that come on the way are added: they go again at the end. */
  readonly holders: Holder[];
  readonly cards: IssuedCard[];
  readonly diary: Diary;
};

/** A gate hears of a change within a second; a busy machine may take longer to say so. */
const HEARD_WITHIN_MS = 10_000;
const ASK_EVERY_MS = 200;
/** Codes a minute from now, or from a minute ago. */
const SLOTS_A_MINUTE = 60_000 / SLOT_MS;
const A_FEW = 5;
const OTHER_SYSTEMS = ['https://example.com/menu?table=7', 'HC1:NCFOXN%TSMAHN', 'XQ1:', 'XQ9:ABC'];

function turned(text: string, at: number): string {
  return `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`;
}

/** Somebody shows a code, and the gate asks the server. */
async function meet(
  { showings }: Diary,
  { gate, kind, direction = 'in' }: { gate: GateAtWork; kind: Kind; direction?: Direction },
  code: string,
): Promise<void> {
  const verdict = await gate.decide(code, direction);
  showings.push({ gateId: gate.gateId, kind, verdict });
}

/** As `meet`, once the gate has heard of what was changed a moment ago, or ought to have. */
async function meetOnceHeard(
  { showings }: Diary,
  { gate, kind, direction = 'in' }: { gate: GateAtWork; kind: Kind; direction?: Direction },
  show: () => Promise<string>,
): Promise<void> {
  const until = Date.now() + HEARD_WITHIN_MS;
  for (;;) {
    const verdict = await gate.decide(await show(), direction);
    const showing: Showing = { gateId: gate.gateId, kind, verdict };
    if (isAsPromised(showing) || Date.now() > until) {
      showings.push(showing);
      return;
    }
    await pause(ASK_EVERY_MS);
  }
}

async function goOut({ gates, holders, cards, diary }: Compound): Promise<void> {
  for (const [n, holder] of holders.entries()) {
    const gate = gates[n % gates.length] ?? gates[0];
    await meet(diary, { gate, kind: KINDS.goingOut, direction: 'out' }, await holder.live());
  }
  for (const { code } of cards) {
    await meet(diary, { gate: gates[0], kind: KINDS.card, direction: 'out' }, code);
  }
}

async function comeHome({ gates, holders, cards, diary }: Compound): Promise<void> {
  for (const [n, holder] of holders.entries()) {
    const gate = gates[(n + 1) % gates.length] ?? gates[0];
    await meet(diary, { gate, kind: KINDS.comingHome }, await holder.live());
  }
  for (const { code, number } of cards) {
    await meet(diary, { gate: gates[1], kind: KINDS.card }, code);
    await meet(diary, { gate: gates[0], kind: KINDS.cardNumber }, number);
    const mistyped = turned(number, number.length - 1);
    await meet(diary, { gate: gates[0], kind: KINDS.mistyped }, mistyped);
  }
}

/** The same scan asked twice, as after an answer that got lost. */
async function askAgain({ gates: [gate], holders, diary }: Compound): Promise<void> {
  const broken: string[] = [];
  const few = holders.slice(0, A_FEW);
  for (const holder of few) {
    const code = await holder.live();
    const scan = gate.nextScan();
    const before = await gate.decide(code, 'in', scan);
    const verdict = await gate.decide(code, 'in', scan);
    diary.showings.push({ gateId: gate.gateId, kind: KINDS.askedAgain, verdict });
    if (JSON.stringify(verdict) !== JSON.stringify(before)) broken.push('answered anew');
  }
  diary.tested.push({ promise: 'sameAnswer', count: few.length, broken });
}

/** @param guests live somewhere else */
async function tryOtherCodes(
  { gates: [first, second, third], holders, diary }: Compound,
  guests: readonly Holder[],
): Promise<void> {
  for (const holder of holders.slice(0, A_FEW)) {
    await meet(diary, { gate: second, kind: KINDS.screenshot }, holder.show(-SLOTS_A_MINUTE));
    await meet(diary, { gate: third, kind: KINDS.fastClock }, holder.show(SLOTS_A_MINUTE));
    const code = holder.show(0);
    const altered = turned(code, Math.floor(code.length / 2));
    await meet(diary, { gate: second, kind: KINDS.altered }, altered);
    await meet(diary, { gate: second, kind: KINDS.selfMade }, holder.selfMade());
  }
  for (const code of OTHER_SYSTEMS) await meet(diary, { gate: third, kind: KINDS.foreign }, code);
  for (const guest of guests.slice(0, A_FEW)) {
    await meet(diary, { gate: first, kind: KINDS.neighbour }, guest.show(0));
  }
  for (const holder of holders.slice(0, A_FEW)) {
    const code = await holder.live();
    await meet(diary, { gate: first, kind: KINDS.comingHome }, code);
    await meet(diary, { gate: second, kind: KINDS.forwarded }, code);
  }
}

async function loseAndLend({ gates, manager, holders, diary }: Compound): Promise<void> {
  const [lost, lent] = holders;
  if (lost === undefined || lent === undefined) throw new Error('too few people for a morning');
  const [gate, other] = gates;
  await manager.set(lost.passId, { state: 'revoked', reason: 'lost_device' });
  await meetOnceHeard(diary, { gate, kind: KINDS.lostPhone }, lost.live);
  const again = await lost.again();
  holders.push(again);
  await meet(diary, { gate, kind: KINDS.newPhone }, await again.live());

  await manager.set(lent.passId, { state: 'suspended', reason: 'own_wish' });
  await meetOnceHeard(diary, { gate: other, kind: KINDS.suspendedIn }, lent.live);
  const goingOut = { gate: other, kind: KINDS.suspendedOut, direction: 'out' } as const;
  await meetOnceHeard(diary, goingOut, lent.live);
  await manager.set(lent.passId, { state: 'active' });
  await meetOnceHeard(diary, { gate: other, kind: KINDS.resumed }, lent.live);
}

async function replaceCard({ gates: [gate], manager, cards, diary }: Compound): Promise<void> {
  // A card that was there before is somebody’s.
  const lost = cards.find(({ made }) => made);
  if (lost === undefined) return;
  const made = await manager.replaceCard(lost);
  cards.push(made);
  await meetOnceHeard(diary, { gate, kind: KINDS.lostCard }, async () => lost.code);
  await meet(diary, { gate, kind: KINDS.newCard }, made.code);
}

/** One compound's morning, from the first who goes out to the last card that is lost. */
export async function playScenes(compound: Compound, guests: readonly Holder[]): Promise<void> {
  const { gates, holders, diary } = compound;
  await goOut(compound);
  await comeHome(compound);
  await askAgain(compound);
  await tryOtherCodes(compound, guests);
  await playOfflineHour(gates[2], [...holders], diary);
  await loseAndLend(compound);
  await replaceCard(compound);
}
