import { setTimeout as pause } from 'node:timers/promises';
import type { Reason } from '../../shared/gate/outcomes.ts';
import type { GateId } from '../../shared/ids.ts';
import { SLOT_MS } from '../../shared/time/slot.ts';
import { type Asked, allowed, type Happened, unlike } from './happened.ts';
import { scanOffline, uploadLate } from './offline-hour.ts';
import {
  comeAsManager,
  comeAsResident,
  type GateAtWork,
  type Holder,
  type Manager,
  openGate,
} from './people.ts';
import { CallRefused, newClient, signIn } from './street-client.ts';

export type Cast = {
  readonly origin: string;
  /** A sign-in each. */
  readonly residents: readonly string[];
  readonly guard: string;
  readonly manager: string;
  /** Two gates of their compound. */
  readonly gates: readonly [GateId, GateId];
};

/** A gate hears of a change within a second; a busy machine may take longer to say so. */
const HEARD_WITHIN_MS = 10_000;
const ASK_EVERY_MS = 200;
/** Codes a minute from now, or from a minute ago. */
const SLOTS_A_MINUTE = 60_000 / SLOT_MS;
const A_FEW = 5;

async function inTurn<In, Out>(all: readonly In[], act: (one: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  for (const one of all) done.push(await act(one));
  return done;
}

/** One showing each, at a gate that asks the server. */
async function meet(
  gate: GateAtWork,
  shown: readonly (() => string)[],
  promised: Asked,
  words: { readonly zh: string; readonly en: string },
): Promise<Happened> {
  const answers = await inTurn(shown, (show) => gate.decide(show()));
  return { ...words, count: shown.length, broken: unlike(answers, promised) };
}

/** The same scan asked twice, as after an answer that got lost. */
async function meetAgain(gate: GateAtWork, holders: readonly Holder[]): Promise<Happened> {
  const answers = await inTurn(holders, async (holder) => {
    const code = holder.show(1);
    const scan = gate.nextScan();
    await gate.decide(code, scan);
    return gate.decide(code, scan);
  });
  return {
    zh: '回答丢了再问一次：还是第一次的回答',
    en: 'answer lost, asked again: the first answer',
    count: answers.length,
    broken: unlike(answers, allowed),
  };
}

async function forward(
  first: GateAtWork,
  other: GateAtWork,
  holders: readonly Holder[],
): Promise<Happened> {
  const used = await inTurn(holders, async (holder) => {
    const code = holder.show();
    await first.decide(code);
    return () => code;
  });
  return meet(
    other,
    used,
    { outcome: 'deny', reason: 'replayed' },
    {
      zh: '刚用过的码转发到另一个门：此码不可用',
      en: 'just used, forwarded to another gate: refused',
    },
  );
}

/** Genuine to look at, signed by nobody the gate knows; and codes of other systems. */
function forgedFrom(holders: readonly Holder[]): (() => string)[] {
  const forged = holders.map((holder) => () => {
    const code = holder.show();
    const at = Math.floor(code.length / 2);
    return `${code.slice(0, at)}${code[at] === '0' ? '1' : '0'}${code.slice(at + 1)}`;
  });
  const foreign = ['https://example.com/menu?table=7', 'HC1:NCFOXN%TSMAHN', 'XQ1:', 'XQ9:ABC'];
  return [...forged, ...foreign.map((code) => () => code)];
}

/** The gate's answer on a pass once it has heard of a change, or what it still says. */
async function answerOnceHeard(gate: GateAtWork, holder: Holder, reason: Reason) {
  const until = Date.now() + HEARD_WITHIN_MS;
  for (;;) {
    const answer = await gate.decide(holder.show());
    if (answer.reason === reason || Date.now() > until) return answer;
    await pause(ASK_EVERY_MS);
  }
}

async function changePasses(
  parts: { readonly gate: GateAtWork; readonly manager: Manager; readonly come: Come },
  holders: readonly Holder[],
): Promise<Happened[]> {
  const { gate, manager, come } = parts;
  const [lost, lent] = holders;
  if (lost === undefined || lent === undefined) throw new Error('too few people for a morning');
  await manager.set(lost, 'revoked');
  const withdrawn = await answerOnceHeard(gate, lost, 'revoked');
  const again = await lost.again();
  come.holders.push(again);
  const replaced = await gate.decide(again.show());
  await manager.set(lent, 'suspended');
  const suspended = await answerOnceHeard(gate, lent, 'suspended');
  await manager.set(lent, 'active');
  const one = (zh: string, en: string, answer: typeof withdrawn, promised: Asked): Happened => ({
    zh,
    en,
    count: 1,
    broken: unlike([answer], promised),
  });
  return [
    one('手机丢了，通行码注销：此码不可用', 'phone lost, pass withdrawn: refused', withdrawn, {
      outcome: 'deny',
      reason: 'revoked',
    }),
    one('同一住户换手机补办：放行', 'the same resident, new phone: let in', replaced, allowed),
    one('暂停的码：请核实，不是拒绝', 'suspended pass: asked about, not refused', suspended, {
      outcome: 'ask',
      reason: 'suspended',
    }),
  ];
}

/** Who and what has come to the gates so far: it goes again at the end. */
type Come = { readonly holders: Holder[]; readonly gates: GateAtWork[] };

async function play(cast: Cast, manager: Manager, come: Come): Promise<Happened[]> {
  const { origin } = cast;
  const guard = newClient(origin);
  await signIn(origin, guard, { audience: 'guard', phone: cast.guard });
  const open = async (gateId: GateId): Promise<GateAtWork> => {
    const gate = await openGate(origin, {
      gateId,
      code: await manager.enrolmentCode(gateId),
      guard,
    });
    come.gates.push(gate);
    return gate;
  };
  const [east, west] = [await open(cast.gates[0]), await open(cast.gates[1])];
  for (const phone of cast.residents) come.holders.push(...(await comeAsResident(origin, phone)));
  const holders = [...come.holders];
  const few = holders.slice(0, A_FEW);

  return [
    {
      zh: '登录后手机里有了通行码',
      en: 'signed in, a pass on each phone',
      count: holders.length,
      broken: holders.length >= cast.residents.length ? [] : ['somebody has no pass'],
    },
    await meet(
      east,
      holders.map(({ show }) => show),
      allowed,
      {
        zh: '住户的活码：放行',
        en: 'residents’ live codes: let in',
      },
    ),
    await meetAgain(east, few),
    await meet(
      west,
      few.map((holder) => () => holder.show(-SLOTS_A_MINUTE)),
      { outcome: 'deny', reason: 'stale_code' },
      { zh: '一分钟前的截图：此码不可用', en: 'screenshots a minute old: refused' },
    ),
    await meet(
      west,
      forgedFrom(few),
      { outcome: 'deny' },
      { zh: '伪造的码、别处的码：此码不可用', en: 'forged and foreign codes: refused' },
    ),
    await meet(
      west,
      few.map((holder) => () => holder.show(SLOTS_A_MINUTE)),
      { outcome: 'ask', reason: 'clock_off' },
      { zh: '手机快了一分钟：请核实', en: 'phones a minute fast: asked about, not refused' },
    ),
    await forward(east, west, few),
    ...(await uploadLate(west, await scanOffline(west, holders))),
    ...(await changePasses({ gate: east, manager, come }, holders)),
  ];
}

/** Plays a morning at two gates through the public API, and leaves neither pass nor device behind. */
export async function playMorning(cast: Cast): Promise<Happened[]> {
  const manager = await comeAsManager(cast.origin, cast.manager);
  const come: Come = { holders: [], gates: [] };
  try {
    return await play(cast, manager, come);
  } finally {
    for (const holder of come.holders) await manager.set(holder, 'revoked').catch(isGone);
    for (const gate of come.gates) await manager.unenrol(gate);
  }
}

/** A pass that was withdrawn in the morning already. */
function isGone(error: unknown): void {
  if (!(error instanceof CallRefused && error.code === 'state_conflict')) throw error;
}
