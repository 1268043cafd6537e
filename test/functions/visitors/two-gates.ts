import { afterAll, beforeAll } from 'vitest';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import { visitorsDesk } from './visitors-desk.ts';

/** What stands once `atTwoGates` has begun. */
export let engine: TestEngine;
export let house: Gatehouse;
export let east: GatePhone;
export let west: GatePhone;
export let desk: ReturnType<typeof visitorsDesk>;

/** A compound with two gates and a desk of invitations, for all tests of a file. */
export function atTwoGates(): void {
  beforeAll(async () => {
    engine = await startEngine();
    await layGates(engine.table);
    house = await openGatehouse(engine.table, fixedClock());
    east = await house.deviceAt(GATES.east);
    west = await house.deviceAt(GATES.west);
    desk = visitorsDesk(house);
  });
  afterAll(() => engine.stop());
}
