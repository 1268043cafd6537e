import { beforeEach, describe, expect, it } from 'vitest';
import type { ShiftId } from '../../../shared/ids.ts';
import { OPENINGS_PER_UPLOAD, Opening } from '../../../shared/messages/openings.ts';
import { guardOpenings, SAME_EMERGENCY_MS } from '../../../web/guard/openings/guard-openings.ts';
import { holdingOpenings } from '../../../web/guard/openings/holding-openings.ts';
import { byTime, type OpeningQueue } from '../../../web/guard/openings/opening-queue.ts';
import {
  owesReason,
  type QueuedOpening,
  settledOpening,
} from '../../../web/guard/openings/queued-opening.ts';
import { type SendOpenings, uploadOpenings } from '../../../web/guard/openings/upload-openings.ts';
import { failureOf, OFFLINE } from '../../../web/kit/api-failure.ts';

const NOW = Date.UTC(2026, 10, 18, 4, 0, 0);
const SHIFT: ShiftId = 'shf_3_0000000000000001';

let queued: QueuedOpening[];
let breaks: boolean;
let requests: Opening[][];
let heard: number;
let shiftId: ShiftId | undefined;
let now: number;

const isSame = (one: Opening, { boot, seq }: { boot: number; seq: number }) =>
  one.boot === boot && one.seq === seq;
/** A queue that keeps its promises for as long as the test lasts. */
const queue: OpeningQueue = {
  async keep(opening) {
    if (breaks) throw new Error('the disk is full');
    queued.push({ opening, state: 'unsent' });
  },
  async explain(name, reason) {
    queued = queued.map((one) =>
      isSame(one.opening, name) && owesReason(one)
        ? { opening: { ...one.opening, reason }, state: 'unsent' }
        : one,
    );
  },
  listUnexplained: async () => queued.filter(owesReason).map(({ opening }) => opening),
  listUnsent: async (limit) =>
    [...queued]
      .sort(byTime)
      .filter(({ state }) => state === 'unsent')
      .slice(0, limit)
      .map(({ opening }) => opening),
  async acknowledge(answer) {
    for (const result of ['recorded', 'refused'] as const) {
      for (const sent of answer[result]) {
        queued = queued.flatMap((one) =>
          isSame(one.opening, sent) ? (settledOpening(one, sent, result) ?? []) : one,
        );
      }
    }
  },
  async giveUp() {
    queued = queued.map((one) => ({ ...one, state: 'refused' }));
  },
  count: async () => ({
    waiting: queued.filter(({ state }) => state === 'unsent').length,
    refused: queued.filter(({ state }) => state === 'refused').length,
  }),
};
const server: SendOpenings = async (openings) => {
  requests.push(openings);
  return { openings: openings.map(({ boot, seq }) => ({ boot, seq, result: 'recorded' })) };
};

beforeEach(() => {
  queued = [];
  breaks = false;
  requests = [];
  heard = 0;
  shiftId = SHIFT;
  now = NOW + 0.5;
});
const openAtGate = () =>
  guardOpenings({
    boot: 7,
    queue,
    shiftId: () => shiftId,
    now: () => now,
    onKept: () => {
      heard += 1;
    },
    onFault: () => undefined,
  });

describe('opening by hand', () => {
  it('is on disk, with the shift, before it is confirmed and the server hears of it', async () => {
    const gate = openAtGate();
    await gate.open({ class: 'visitor', building: 3 });
    const opening = { boot: 7, seq: 1, class: 'visitor', building: 3, shiftId: SHIFT };
    expect(queued).toEqual([{ opening: { ...opening, openedAt: NOW }, state: 'unsent' }]);
    expect(gate.latest.value).toMatchObject({ opening, kept: true });
    expect(heard).toBe(1);
    expect(Opening.safeParse(queued[0]?.opening).success).toBe(true);
  });

  it('says so where the device cannot write it down', async () => {
    breaks = true;
    const gate = openAtGate();
    await gate.open({ class: 'courier' });
    expect(gate.latest.value?.kept).toBe(false);
    expect(heard).toBe(0);
  });

  it('that a full disk refuses is held, counted, explained and sent once there is room, once', async () => {
    let kept = 0;
    const holding = holdingOpenings(queue, {
      held: () => undefined,
      kept: () => {
        kept += 1;
      },
    });
    const gate = guardOpenings({
      boot: 7,
      queue: holding,
      shiftId: () => shiftId,
      now: () => now,
      onKept: () => undefined,
      onFault: () => undefined,
    });
    breaks = true;
    await gate.open({ class: 'courier' });
    await gate.open({ class: 'emergency' });
    expect(gate.latest.value?.kept).toBe(false);
    expect(await holding.count()).toEqual({ waiting: 0, refused: 0, unkept: 2 });
    await gate.load();
    const [owed] = gate.unexplained.value;
    if (owed === undefined) throw new Error('nothing is owed');
    await gate.explain(owed, 'fire');
    expect(gate.unexplained.value).toEqual([]);
    expect(await uploadOpenings(holding, server)).toBeUndefined();
    expect([requests, kept]).toEqual([[], 0]);

    breaks = false;
    await uploadOpenings(holding, server);
    await uploadOpenings(holding, server);
    expect(requests.flat().map(({ class: of, reason }) => [of, reason])).toEqual([
      ['courier', undefined],
      ['emergency', 'fire'],
    ]);
    expect(await holding.count()).toEqual({ waiting: 0, refused: 0 });
    expect(kept).toBe(1);
  });

  it('in an emergency needs neither shift nor reason, and owes the reason until it is given', async () => {
    shiftId = undefined;
    const gate = openAtGate();
    await gate.open({ class: 'emergency' });
    expect(queued[0]?.opening).not.toHaveProperty('shiftId');
    await uploadOpenings(queue, server);
    const [owed] = gate.unexplained.value;
    if (owed === undefined) throw new Error('nothing is owed');
    await gate.explain(owed, 'fire');
    expect(gate.unexplained.value).toEqual([]);
    await uploadOpenings(queue, server);
    expect(requests.map(([sent]) => sent?.reason)).toEqual([undefined, 'fire']);
    expect(queued).toEqual([]);
  });
});

describe('a shaking hand that taps the emergency twice', () => {
  it('opens once, and again a moment later', async () => {
    const gate = openAtGate();
    await gate.open({ class: 'emergency' });
    now += SAME_EMERGENCY_MS - 1;
    await gate.open({ class: 'emergency' });
    expect(queued).toHaveLength(1);
    now += 1;
    await gate.open({ class: 'emergency' });
    expect(queued).toHaveLength(2);
  });

  it('is written down by the second tap where the first one found no room', async () => {
    const gate = openAtGate();
    breaks = true;
    await gate.open({ class: 'emergency' });
    breaks = false;
    await gate.open({ class: 'emergency' });
    expect(gate.latest.value?.kept).toBe(true);
    expect(queued).toHaveLength(1);
  });
});

describe('uploading openings', () => {
  it('sends each until the server has named it, and then never again', async () => {
    const gate = openAtGate();
    for (let n = 0; n <= OPENINGS_PER_UPLOAD; n += 1) await gate.open({ class: 'courier' });
    expect(await uploadOpenings(queue, async () => OFFLINE)).toBe(OFFLINE);
    expect((await queue.count()).waiting).toBe(OPENINGS_PER_UPLOAD + 1);
    expect(await uploadOpenings(queue, server)).toBeUndefined();
    expect(requests.map((sent) => sent.length)).toEqual([OPENINGS_PER_UPLOAD, 1]);
    await uploadOpenings(queue, server);
    expect(requests).toHaveLength(2);
  });

  it('sends a reason that was given while the answer was on its way', async () => {
    const gate = openAtGate();
    await gate.open({ class: 'emergency' });
    await uploadOpenings(queue, async (openings) => {
      const [owed] = gate.unexplained.value;
      if (owed !== undefined) await gate.explain(owed, 'medical');
      return server(openings);
    });
    expect(requests.map(([sent]) => sent?.reason)).toEqual([undefined, 'medical']);
    expect(queued).toEqual([]);
  });

  it('keeps and counts what the server refuses, and asks nothing more of it', async () => {
    const gate = openAtGate();
    await gate.open({ class: 'emergency' });
    await uploadOpenings(queue, async ([sent]) => ({
      openings: [{ boot: 7, seq: sent?.seq ?? 0, result: 'refused' }],
    }));
    expect(await queue.count()).toEqual({ waiting: 0, refused: 1 });
    expect(await queue.listUnexplained()).toEqual([]);
  });

  it('lets one that can never be taken hold up no other', async () => {
    const gate = openAtGate();
    for (let n = 0; n < 3; n += 1) await gate.open({ class: 'courier' });
    const choosy: SendOpenings = async (openings) =>
      openings.some(({ seq }) => seq === 2) ? failureOf('invalid_input') : server(openings);
    expect(await uploadOpenings(queue, choosy)).toBeUndefined();
    expect(await queue.count()).toEqual({ waiting: 0, refused: 1 });
  });

  it('takes an answer that names none for no acknowledgement', async () => {
    await openAtGate().open({ class: 'trade' });
    const outcome = await uploadOpenings(queue, async () => ({ openings: [] }));
    expect(outcome?.code).toBe('fault');
    expect((await queue.count()).waiting).toBe(1);
  });
});
