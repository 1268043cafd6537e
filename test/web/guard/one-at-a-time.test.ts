import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../../shared/gate/outcomes.ts';
import { openLane } from '../../../web/guard/scanner/lane.ts';
import { ALLOW_SHOWN_MS, type ShownVerdict } from '../../../web/guard/verdict/verdict-screen.ts';

/** Texts that are no code of ours are known by the text alone, which is all that a lane needs. */
const OUTCOMES: Readonly<Record<string, Outcome>> = { a: 'allow', q: 'ask', d: 'deny' };
const REASONS = { allow: 'ok', ask: 'list_stale', deny: 'malformed' } as const;

let decided: string[];
let heard: string[];
let settled: string[];
let letIn: string[];
let restorable: { verdict: ShownVerdict; code: string }[];
let decide: (code: string) => Promise<ShownVerdict>;

const verdictOf = (code: string): ShownVerdict => {
  const outcome = OUTCOMES[code.charAt(0)] ?? 'deny';
  return { scan: code, outcome, reason: REASONS[outcome], direction: 'in', at: 0 };
};

beforeEach(() => {
  vi.useFakeTimers();
  [decided, heard, settled, letIn, restorable] = [[], [], [], [], []];
  decide = async (code) => {
    decided.push(code);
    return verdictOf(code);
  };
});
afterEach(() => vi.useRealTimers());

const open = () =>
  openLane(
    {
      shift: { value: { shiftId: 'shf_3_0000000000000001' } },
      decisions: {
        decide: (code) => decide(code),
        settle: async (verdict, decision) => {
          settled.push(verdict.scan);
          return { ...verdict, decision };
        },
        nextName: () => ({ boot: 7, seq: 0 }),
        restore: async () => restorable,
      },
      letIns: { note: async (scan, code) => void letIn.push(`${scan.boot}.${scan.seq} ${code}`) },
      uploader: { scansChanged: () => undefined, sendNow: async () => undefined },
    },
    {
      unlock: () => undefined,
      audible: () => true,
      signal: (_, spoken) => heard.push(spoken),
    },
  );

const settle = () => vi.advanceTimersByTimeAsync(0);
const shown = (lane: ReturnType<typeof open>) => {
  const screen = lane.screen.value;
  return screen.shows === 'verdict'
    ? [screen.verdict.scan, ...screen.waiting.map(({ scan }) => scan)]
    : [];
};

describe('whoever comes while a question is open', () => {
  it('is decided and recorded at that moment, and shown and spoken of in turn', async () => {
    const lane = open();
    await settle();
    for (const texts of [['q1'], ['q1', 'a2'], ['a2', 'd3']]) {
      lane.saw(texts);
      await settle();
    }
    expect(decided).toEqual(['q1', 'a2', 'd3']);
    expect(shown(lane)).toEqual(['q1', 'a2', 'd3']);
    expect(heard).toEqual(['请核实']);
    await lane.decide('turned_away');
    expect(settled).toEqual(['q1']);
    expect(shown(lane)).toEqual(['a2', 'd3']);
    expect(heard).toEqual(['请核实', '放行']);
    await vi.advanceTimersByTimeAsync(ALLOW_SHOWN_MS);
    expect(shown(lane)).toEqual(['d3']);
    expect(heard).toEqual(['请核实', '放行', '此码不可用']);
    lane.dismiss();
    expect(shown(lane)).toEqual([]);
  });

  it('is decided once, however often the phone is seen before its turn', async () => {
    const lane = open();
    await settle();
    lane.saw(['q1']);
    await settle();
    for (let times = 0; times < 100; times += 1) {
      // In the picture and out of it again, for ten seconds.
      lane.saw(times % 30 < 5 ? ['a2'] : []);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(decided).toEqual(['q1', 'a2']);
  });

  it('beyond the first eight is decided as soon as there is room', async () => {
    const lane = open();
    await settle();
    lane.saw(['q0']);
    await settle();
    for (let n = 1; n <= 9; n += 1) {
      lane.saw([`d${n}`]);
      await settle();
    }
    expect(shown(lane)).toHaveLength(9);
    await lane.decide('let_in');
    lane.saw(['d9']);
    await settle();
    expect(decided.at(-1)).toBe('d9');
    expect(shown(lane)).toHaveLength(9);
  });

  it('is told of where somebody who was invited comes in by hand, and of nobody else', async () => {
    const asked = { outcome: 'ask', reason: 'server_silent', at: 0 } as const;
    const visitor = { ...asked, class: 'visitor' } as const;
    restorable = [
      { verdict: { ...visitor, scan: '7.1', direction: 'in' }, code: 'v1' },
      { verdict: { ...visitor, scan: '7.2', direction: 'in' }, code: 'v2' },
      { verdict: { ...visitor, scan: '7.3', direction: 'out' }, code: 'v3' },
      { verdict: { ...asked, scan: '7.4', class: 'household', direction: 'in' }, code: 'h1' },
    ];
    const lane = open();
    await settle();
    for (const decision of ['let_in', 'turned_away', 'let_in', 'let_in'] as const) {
      await lane.decide(decision);
    }
    expect(letIn).toEqual(['7.1 v1']);
  });

  it('is asked about again after a reload, all of them in order, and nobody before them', async () => {
    restorable = ['q1', 'q2'].map((code) => ({ verdict: verdictOf(code), code }));
    const lane = open();
    lane.saw(['a3']);
    await settle();
    expect(decided).toEqual([]);
    // Still before the camera: no second question about the same.
    lane.saw(['q1', 'a3']);
    await settle();
    expect(decided).toEqual(['a3']);
    expect(shown(lane)).toEqual(['q1', 'q2', 'a3']);
  });
});

describe('twenty valid codes in a row', () => {
  it('need no touch, each shown and spoken of', async () => {
    const lane = open();
    await settle();
    for (let n = 1; n <= 20; n += 1) {
      lane.saw([`a${n}`]);
      await settle();
      expect(shown(lane)).toEqual([`a${n}`]);
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(heard).toHaveLength(20);
    await vi.advanceTimersByTimeAsync(ALLOW_SHOWN_MS);
    expect(shown(lane)).toEqual([]);
  });
});

describe('a reader held to a code', () => {
  it('is heard also while another code is being decided', async () => {
    let release: () => void = () => undefined;
    decide = (code) =>
      new Promise((resolve) => {
        decided.push(code);
        release = () => resolve(verdictOf(code));
      });
    const lane = open();
    await settle();
    lane.saw(['d1']);
    void lane.read('d2');
    void lane.read('d3');
    for (let times = 0; times < 3; times += 1) {
      await settle();
      release();
    }
    await settle();
    expect(decided).toEqual(['d1', 'd2', 'd3']);
    expect(shown(lane)).toEqual(['d1', 'd2', 'd3']);
  });

  it('that reads the same code again at once, or one that the camera has, makes no second scan', async () => {
    const lane = open();
    await settle();
    await lane.read('a1');
    await settle();
    lane.saw(['a1']);
    await lane.read('a1');
    await vi.advanceTimersByTimeAsync(1_900);
    await lane.read('a1');
    await settle();
    expect(decided).toEqual(['a1']);
    await vi.advanceTimersByTimeAsync(200);
    await lane.read('a1');
    await settle();
    expect(decided).toEqual(['a1', 'a1']);
  });
});
