import { beforeEach, describe, expect, it } from 'vitest';
import { cardNumberFrom } from '../../../shared/code/card-number.ts';
import { encodePassPart } from '../../../shared/code/pass-part.ts';
import { VerifiedPasses } from '../../../shared/code/verified-passes.ts';
import type { Proven } from '../../../shared/code/verify-code.ts';
import type { ListState } from '../../../shared/gate/decide-scan.ts';
import type { GateRules } from '../../../shared/gate/gate-rules.ts';
import { SeenCodes } from '../../../shared/gate/seen.ts';
import type { ShiftId } from '../../../shared/ids.ts';
import { SLOT_MS } from '../../../shared/time/slot.ts';
import type { TimeGrade } from '../../../shared/time/trusted-time.ts';
import { scanDecisions } from '../../../web/guard/decision/decide-scans.ts';
import { holdingQueue } from '../../../web/guard/queue/holding-queue.ts';
import { createSignatureVerifier } from '../../../web/kit/signature-verifier.ts';
import {
  cardCode,
  challengeOf,
  INDEX,
  issuer,
  listBits,
  liveCode,
  NOW_MS,
  NOW_SLOT,
  PLACES,
  passOf,
  RULES,
  slotProof,
} from '../../vectors/street.ts';
import { memoryQueue } from './memory-queue.ts';

const CARD = passOf('resident', { kind: 'card' });
const NUMBER = cardNumberFrom(1_234_567);
const ANOTHER = cardNumberFrom(7_654_321);
const partOfCard = () => encodePassPart(CARD);
const SHIFT: ShiftId = 'shf_3_0000000000000001';
const verifier = createSignatureVerifier();
const RESIDENT = liveCode(passOf('resident'));
const SUSPENDED = liveCode(passOf('resident', { index: INDEX.suspended }));

type World = {
  now: number;
  grade: TimeGrade;
  rules: GateRules | undefined;
  list: ListState | undefined;
  numbers: Map<string, Uint8Array> | undefined;
  keys: Map<number, CryptoKey>;
  fresh: () => Promise<boolean>;
  refreshes: number;
  witnesses: Proven[];
  faults: unknown[];
};
let world: World;
let memory: ReturnType<typeof memoryQueue>;
let seen: SeenCodes;

beforeEach(async () => {
  const key = await verifier.importKey(issuer.publicKey);
  if (key === undefined) throw new Error('the issuer has no key');
  memory = memoryQueue();
  seen = new SeenCodes();
  world = {
    now: NOW_MS,
    grade: 'synced',
    rules: RULES,
    list: { list: { version: 7, places: PLACES, bits: listBits() }, ageMs: 60_000 },
    numbers: new Map([[NUMBER, partOfCard()]]),
    keys: new Map([[1, key]]),
    fresh: async () => false,
    refreshes: 0,
    witnesses: [],
    faults: [],
  };
});

const desk = (boot = 7) =>
  scanDecisions<CryptoKey>({
    boot,
    queue: holdingQueue(memory.queue),
    documents: {
      keys: () => world.keys,
      rules: () => world.rules,
      list: () => world.list,
      numbers: () => world.numbers,
      holders: () => new Map([[INDEX.valid, { maskedName: '王**', building: '3幢' }]]),
    },
    freshForScan: () => {
      world.refreshes += 1;
      return world.fresh();
    },
    clock: {
      time: () => ({ nowMs: world.now, grade: world.grade }),
      witness: (proven) => world.witnesses.push(proven),
    },
    verifier,
    challenges: { gate: RULES.gate, challengeOf: (slot) => challengeOf(RULES.gate, slot) },
    verified: new VerifiedPasses(),
    seen,
    onFault: (fault) => world.faults.push(fault),
  });

describe('a code before the camera', () => {
  it('is decided, kept and shown with a masked name', async () => {
    const verdict = await desk().decide(RESIDENT, 'in', SHIFT);
    expect(verdict).toMatchObject({
      outcome: 'allow',
      reason: 'ok',
      class: 'resident',
      holder: { maskedName: '王**', building: '3幢' },
    });
    expect(memory.scans()).toMatchObject([{ boot: 7, scan: { seq: 1, code: RESIDENT } }]);
  });

  it('is never let in twice by the same slot', async () => {
    const decisions = desk();
    await decisions.decide(RESIDENT, 'in', SHIFT);
    expect(await decisions.decide(RESIDENT, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('is never let in twice after a reload either', async () => {
    await desk().decide(RESIDENT, 'in', SHIFT);
    seen = new SeenCodes(structuredClone(seen.snapshot()));
    expect(await desk(8).decide(RESIDENT, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('asks when it could not be kept, and is never green', async () => {
    memory.breakDisk();
    expect(await desk().decide(RESIDENT, 'in', SHIFT)).toMatchObject({
      outcome: 'ask',
      reason: 'fault',
      unrecorded: true,
    });
  });

  it('asks when anything else breaks, and the fault is kept', async () => {
    world.fresh = async () => {
      throw new Error('no such thing');
    };
    expect(await desk().decide(RESIDENT, 'in', SHIFT)).toMatchObject({ reason: 'fault' });
    expect(memory.scans()[0]?.scan.verdict).toEqual({ outcome: 'ask', reason: 'fault' });
    expect(world.faults).toHaveLength(1);
  });

  it('asks while the gate has no rules or keys yet, rather than call it invalid', async () => {
    world.rules = undefined;
    expect(await desk().decide(RESIDENT, 'in', SHIFT)).toMatchObject({ reason: 'server_silent' });
    world.rules = RULES;
    world.keys = new Map();
    expect(await desk().decide(RESIDENT, 'in', SHIFT)).toMatchObject({ outcome: 'ask' });
  });

  it('is let in only by documents that are young enough, and stopped by what they bring', async () => {
    world.fresh = async () => {
      const bits = listBits();
      bits[Math.floor(INDEX.valid / 4)] = 1 << ((INDEX.valid % 4) * 2);
      world.list = { list: { version: 8, places: PLACES, bits }, ageMs: 0 };
      return true;
    };
    expect(await desk().decide(RESIDENT, 'in', SHIFT)).toMatchObject({
      outcome: 'deny',
      reason: 'revoked',
    });
  });

  it('is refused at once, without waiting for documents', async () => {
    await desk().decide('not a code', 'in', SHIFT);
    expect(world.refreshes).toBe(0);
  });

  it('by a key that is unknown is judged again once the keys are fresh', async () => {
    const known = world.keys;
    world.keys = new Map([...known.values()].map((key) => [9, key]));
    world.fresh = async () => {
      world.keys = known;
      return true;
    };
    expect(await desk().decide(RESIDENT, 'in', SHIFT)).toMatchObject({ outcome: 'allow' });
  });

  it('tells the time to a gate that has none', async () => {
    world.grade = 'unknown';
    await desk().decide(RESIDENT, 'in', SHIFT);
    expect(world.witnesses).toHaveLength(1);
    await desk().decide('not a code', 'in', SHIFT);
    expect(world.witnesses).toHaveLength(1);
  });

  it('of a resident going out leaves no record, and still counts as used', async () => {
    const decisions = desk();
    expect(await decisions.decide(RESIDENT, 'out', SHIFT)).toMatchObject({ outcome: 'allow' });
    expect(memory.scans()).toEqual([]);
    expect(await decisions.decide(RESIDENT, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });
});

describe('a question to the guard', () => {
  it('is kept with what the guard decided', async () => {
    const decisions = desk();
    const asked = await decisions.decide(SUSPENDED, 'in', SHIFT);
    expect(asked).toMatchObject({ outcome: 'ask', reason: 'suspended' });
    const settled = await decisions.settle(asked, 'turned_away');
    expect(settled.decision).toBe('turned_away');
    expect(memory.scans()).toMatchObject([{ undecided: false, scan: { decision: 'turned_away' } }]);
  });

  it('answered with yes uses the code up, answered with no does not', async () => {
    const decisions = desk();
    const first = await decisions.decide(SUSPENDED, 'in', SHIFT);
    await decisions.settle(first, 'turned_away');
    const second = await decisions.decide(SUSPENDED, 'in', SHIFT);
    expect(second).toMatchObject({ outcome: 'ask' });
    await decisions.settle(second, 'let_in');
    expect(await decisions.decide(SUSPENDED, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('comes back after a reload, with the name, and its code is used up by a yes', async () => {
    world.list = undefined;
    const asked = await desk().decide(RESIDENT, 'in', SHIFT);
    expect(asked).toMatchObject({ outcome: 'ask' });
    const reloaded = desk(8);
    const [restored] = await reloaded.restore();
    if (restored === undefined) throw new Error('nothing was restored');
    expect(restored).toEqual({ verdict: asked, code: RESIDENT });
    await reloaded.settle(restored.verdict, 'let_in');
    expect(memory.scans()).toMatchObject([{ boot: 7, scan: { seq: 1, decision: 'let_in' } }]);
    expect(await reloaded.decide(RESIDENT, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('at a gate on trial says that it would be refused, over a reload too', async () => {
    world.rules = { ...RULES, trialUntil: NOW_MS + 60_000 };
    const old = liveCode(passOf('resident'), slotProof(NOW_SLOT - 4));
    const asked = await desk().decide(old, 'in', SHIFT);
    expect(asked).toMatchObject({ outcome: 'ask', reason: 'stale_code', onTrial: true });
    expect(await desk(8).restore()).toEqual([{ verdict: asked, code: old }]);
  });

  it('is one of several that wait: a reload brings them all back, oldest first', async () => {
    const decisions = desk();
    const card = cardCode(passOf('resident', { kind: 'card' }));
    const first = await decisions.decide(SUSPENDED, 'in', SHIFT);
    world.now += 1_000;
    const second = await decisions.decide(card, 'in', SHIFT);
    await decisions.decide('not a code', 'in', SHIFT);
    const reloaded = desk(8);
    const restored = await reloaded.restore();
    expect(restored.map(({ verdict }) => verdict.scan)).toEqual([first.scan, second.scan]);
    await reloaded.settle(second, 'turned_away');
    await reloaded.settle(first, 'let_in');
    expect(memory.scans().map(({ undecided, scan }) => [undecided, scan.decision])).toEqual([
      [false, 'let_in'],
      [false, 'turned_away'],
      [false, undefined],
    ]);
    expect(await reloaded.decide(SUSPENDED, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('answered after another that came later still uses its own code up', async () => {
    const decisions = desk();
    const first = await decisions.decide(SUSPENDED, 'in', SHIFT);
    const card = cardCode(passOf('resident', { kind: 'card' }));
    await decisions.settle(await decisions.decide(card, 'in', SHIFT), 'let_in');
    await decisions.settle(first, 'let_in');
    expect(await decisions.decide(SUSPENDED, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('is asked of a card each time, since a card proves nobody', async () => {
    const decisions = desk();
    const card = cardCode(passOf('resident', { kind: 'card' }));
    for (let times = 0; times < 2; times += 1) {
      const asked = await decisions.decide(card, 'in', SHIFT);
      expect(asked).toMatchObject({ outcome: 'ask', reason: 'look_and_confirm' });
      await decisions.settle(asked, 'let_in');
    }
  });
});

describe('a device without room for a record', () => {
  it('asks, and writes question and answer down once there is room again', async () => {
    memory.breakDisk();
    const decisions = desk();
    const asked = await decisions.decide(RESIDENT, 'in', SHIFT);
    expect(asked).toMatchObject({ outcome: 'ask', unrecorded: true });
    memory.mendDisk();
    const settled = await decisions.settle(asked, 'let_in');
    expect(settled).not.toHaveProperty('unrecorded');
    expect(memory.scans()).toMatchObject([
      { undecided: false, scan: { code: RESIDENT, decision: 'let_in' } },
    ]);
  });

  it('is used up by a yes, also where no room was ever found for the question', async () => {
    memory.breakDisk();
    const gate = desk();
    const verdict = await gate.decide(SUSPENDED, 'in', SHIFT);
    expect(verdict).toMatchObject({ outcome: 'ask', reason: 'fault', unrecorded: true });
    memory.mendDisk();
    await gate.settle(verdict, 'let_in');
    expect(await gate.decide(SUSPENDED, 'in', SHIFT)).toMatchObject({ reason: 'replayed' });
  });

  it('refuses a code that was used, for the reason that there is', async () => {
    const gate = desk();
    await gate.decide(RESIDENT, 'in', SHIFT);
    memory.breakDisk();
    expect(await gate.decide(RESIDENT, 'in', SHIFT)).toMatchObject({
      outcome: 'deny',
      reason: 'replayed',
      unrecorded: true,
    });
  });

  it('lets the guard decide all the same, and says that nothing was written', async () => {
    memory.breakDisk();
    const decisions = desk();
    const asked = await decisions.decide(RESIDENT, 'in', SHIFT);
    expect(await decisions.settle(asked, 'let_in')).toMatchObject({
      decision: 'let_in',
      unrecorded: true,
    });
    expect(world.faults.length).toBeGreaterThan(0);
  });

  it('says so too of an answer to a question that it had room for', async () => {
    const decisions = desk();
    const asked = await decisions.decide(SUSPENDED, 'in', SHIFT);
    memory.breakDisk();
    expect(await decisions.settle(asked, 'turned_away')).toMatchObject({ unrecorded: true });
    memory.mendDisk();
    expect(await desk(8).restore()).toHaveLength(1);
  });
});

describe('the number of a card, typed', () => {
  it('asks as its code does, with the name, and is kept as it was typed', async () => {
    const decisions = desk();
    const typed = await decisions.decide(NUMBER, 'in', SHIFT);
    const { scan: _, ...byNumber } = typed;
    await decisions.settle(typed, 'let_in');
    const { scan: __, ...byCode } = await decisions.decide(cardCode(CARD), 'in', SHIFT);
    expect(byNumber).toEqual(byCode);
    expect(byNumber).toMatchObject({
      outcome: 'ask',
      reason: 'look_and_confirm',
      holder: { maskedName: '王**' },
    });
    expect(memory.scans()[0]).toMatchObject({ scan: { code: NUMBER, decision: 'let_in' } });
  });

  it('is held against the list, as its code is', async () => {
    const part = encodePassPart(passOf('resident', { kind: 'card', index: INDEX.revoked }));
    world.numbers = new Map([[NUMBER, part]]);
    expect(await desk().decide(NUMBER, 'in', SHIFT)).toMatchObject({
      outcome: 'deny',
      reason: 'revoked',
    });
  });

  it('that no card has is refused and kept, with newer documents asked for first', async () => {
    expect(await desk().decide(ANOTHER, 'in', SHIFT)).toMatchObject({
      outcome: 'deny',
      reason: 'unknown_number',
    });
    expect(world.refreshes).toBe(1);
    expect(memory.scans()).toMatchObject([{ scan: { code: ANOTHER } }]);
    world.fresh = async () => {
      world.numbers = new Map([[ANOTHER, partOfCard()]]);
      return true;
    };
    expect(await desk(8).decide(ANOTHER, 'in', SHIFT)).toMatchObject({
      reason: 'look_and_confirm',
    });
  });

  it('asks where the numbers have not come to this gate', async () => {
    world.numbers = undefined;
    expect(await desk().decide(NUMBER, 'in', SHIFT)).toMatchObject({
      outcome: 'ask',
      reason: 'server_silent',
    });
  });

  it('is shown again after a reload, while it is not answered', async () => {
    await desk().decide(NUMBER, 'in', SHIFT);
    expect(await desk(8).restore()).toMatchObject([
      { code: NUMBER, verdict: { reason: 'look_and_confirm', holder: { maskedName: '王**' } } },
    ]);
  });
});

describe('a phone whose clock is wrong', () => {
  it('is told apart from an old picture by its second code', async () => {
    const decisions = desk();
    const late = (slot: number) => liveCode(passOf('resident'), slotProof(slot));
    expect(await decisions.decide(late(NOW_SLOT - 100), 'in', SHIFT)).toMatchObject({
      reason: 'stale_code',
    });
    world.now += SLOT_MS;
    expect(await decisions.decide(late(NOW_SLOT - 99), 'in', SHIFT)).toMatchObject({
      reason: 'clock_off',
    });
  });
});
