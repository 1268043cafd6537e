import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManagedGate } from '../../../shared/messages/gates.ts';
import { countingTable } from '../../support/counting-table.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openMannedGate } from './manned-gate.ts';

const MINUTE = 60_000;

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
let device: GatePhone;

beforeEach(async () => {
  ({ engine, clock, house, device } = await openMannedGate());
  clock.advance(MINUTE);
});
afterEach(() => engine.stop());

describe('when a device was last heard of', () => {
  const state = () => house.call('guard', 'GET', `/api/v1/gates/${GATES.east}/state`, { device });
  const contactAt = async () => {
    const { body } = await house.call('manager', 'GET', '/api/v1/manager/gates', {
      cookie: await house.staffCookie('property_manager'),
    });
    return ManagedGate.parse(Object(body).gates[0]).devices[0]?.contactAt;
  };

  it('is told by the gates’ list, and written every quarter of an hour at most', async () => {
    expect(await contactAt()).toBeUndefined();
    await state();
    const first = clock();
    expect(await contactAt()).toBe(first);
    clock.advance(14 * MINUTE);
    await state();
    expect(await contactAt()).toBe(first);
    clock.advance(MINUTE);
    await state();
    expect(await contactAt()).toBe(clock());
  });

  it('is not written again by another process', async () => {
    const { table, units } = countingTable(engine);
    const other = await openGatehouse(table, clock, house.issuer);
    await state();
    await other.call('guard', 'GET', `/api/v1/gates/${GATES.east}/state`, { device });
    for (let n = 0; n < 10; n++) {
      clock.advance(30_000);
      await other.call('guard', 'GET', `/api/v1/gates/${GATES.east}/state`, { device });
    }
    expect(units().written).toBe(0);
    expect(await contactAt()).toBe(clock() - 10 * 30_000);
  });
});
