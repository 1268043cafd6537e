import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import { losingAnswers } from '../../support/losing-table.ts';
import { newVisitorPhone, type VisitorPhone } from '../../support/visitor-phone.ts';
import { visitorsDesk } from './visitors-desk.ts';

/** Each run a street's minute of its own, drawn from its number. */
const RUNS = process.env.TEST_DEPTH === 'deep' ? 200 : 8;
const STEPS = 14;
const SLOT_MS = 5_000;
const DAY_MS = 86_400_000;
const INVITED_A_DAY = 30;

let engine: TestEngine;
let house: Gatehouse;
let crashing: Gatehouse;
let gates: readonly GatePhone[];
beforeAll(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  const clock = fixedClock();
  house = await openGatehouse(engine.table, clock);
  crashing = await openGatehouse(losingAnswers(engine.table, 3), clock, house.issuer);
  gates = [await house.deviceAt(GATES.east), await house.deviceAt(GATES.west)];
});
afterAll(() => engine.stop());

/** Numbers that are the same whenever a run is played again. */
function drawing(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e3779b9) >>> 0;
    return state % below;
  };
}

/** A scan as a gate keeps it to ask again: the code that it saw stays the same. */
type Scan = {
  readonly gate: GatePhone;
  readonly boot: number;
  readonly seq: number;
  readonly code: string;
};

it('no interleaving of two gates, retries, lost answers, offline times and second phones lets a one-time code in twice', async () => {
  const desk = visitorsDesk(house);
  const lossy = visitorsDesk(crashing);
  for (let run = 1; run <= RUNS; run++) {
    const draw = drawing(run);
    // A household invites so many a day, and no more.
    house.clock.advance(run % INVITED_A_DAY === 0 ? DAY_MS : 60_000);
    const invitation = await desk.invite({ key: String(run).padStart(16, '0') });
    const phones: VisitorPhone[] = [newVisitorPhone()];
    await desk.open(phones[0] ?? newVisitorPhone(), invitation);
    const asked: Scan[] = [];
    const letIn = new Set<string>();
    const ask = async ({ gate, boot, seq, code }: Scan): Promise<void> => {
      const by = draw(3) === 0 ? lossy : desk;
      const { body } = await by.decideAs(gate, { boot, seq, code });
      if (Object(body).outcome === 'allow') letIn.add(`${gate.deviceId}.${boot}.${seq}`);
    };
    // Some begin with one code held to both gates at the same moment, others drift apart.
    if (run % 2 === 0) {
      const code = phones[0]?.showAt(house.clock()) ?? '';
      const both = gates.map((gate, seq): Scan => ({ gate, boot: run, seq: 900 + seq, code }));
      asked.push(...both);
      await Promise.all(both.map(ask));
    }
    for (let step = 0; step < STEPS; step++) {
      const under: Promise<unknown>[] = [];
      for (let n = 0; n <= draw(3); n++) {
        const kind = draw(6);
        const again = asked[draw(Math.max(1, asked.length))];
        const phone = phones[draw(phones.length)];
        const gate = gates[draw(2)];
        if (gate === undefined || phone === undefined) throw new Error('nobody is there');
        if (kind <= 2) {
          // Seen now; a gate without network asks about it only when it asks again.
          const seen = { gate, boot: run, seq: asked.length, code: phone.showAt(house.clock()) };
          asked.push(seen);
          if (draw(4) > 0) under.push(ask(seen));
        } else if (kind <= 4) {
          if (again !== undefined) under.push(ask(again));
        } else if (phones.length < 3) {
          const second = newVisitorPhone();
          under.push(
            (async () => {
              await desk.openAs(second, invitation.link);
              await desk.answer(invitation.invitationId, true);
              const opened = await desk.open(second, invitation).catch(() => undefined);
              if (opened?.state === 'open') phones.push(second);
            })(),
          );
        }
      }
      await Promise.all(under);
      house.clock.advance(draw(3) * SLOT_MS);
    }
    // What is still unanswered is asked once more when everything is quiet.
    for (const scan of asked) await ask(scan);
    expect([run, letIn.size <= 1]).toEqual([run, true]);
  }
}, 240_000);
