import { beforeEach, describe, expect, it } from 'vitest';
import {
  type DecisionDesk,
  openDecisionDesk,
  RESIDENT,
  SHIFT,
  SUSPENDED,
} from './decision-desk.ts';

let world: DecisionDesk['world'];
let memory: DecisionDesk['memory'];
let desk: DecisionDesk['desk'];
beforeEach(async () => {
  ({ world, memory, desk } = await openDecisionDesk());
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
