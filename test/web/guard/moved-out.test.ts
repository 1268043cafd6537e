import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTenancyPasses } from '../../../functions/passes/index.ts';
import { houseOffice, letHouse } from '../../functions/houses/house-office.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import { openPageGate } from '../../support/page-gate.ts';
import { RESIDENTS } from '../../support/street.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await startEngine();
  await layGates(engine.table);
});
afterEach(() => engine.stop());

it('a gate without network asks about a tenancy that is over, and refuses once moving out is in its next list', async () => {
  const house = await openGatehouse(engine.table, fixedClock());
  const office = houseOffice(house);
  await letHouse(office);
  const mother = await house.phoneOf(RESIDENTS.mother);
  const gate = openPageGate({
    device: await house.deviceAt(GATES.east),
    now: house.clock,
    send: (path, init) =>
      house.apps[path.startsWith('/.well-known/') ? 'keys' : 'guard'].request(path, init),
  });
  const judged = () => {
    house.clock.advance(5_000);
    return gate.judge(mother.showAt(house.clock()));
  };

  expect(await gate.documents.refresh()).toBe(true);
  expect(await judged()).toMatchObject({ outcome: 'allow' });

  await createTenancyPasses(house.stores.passes).makeAsk(RESIDENTS.mother, house.clock());
  house.clock.advance(2_000);
  await gate.documents.refresh();
  expect(await judged()).toMatchObject({ outcome: 'ask', reason: 'suspended' });

  const body = { residents: [RESIDENTS.mother], on: office.today() };
  expect(await office.post(`${office.path()}/moving-out`, body)).toMatchObject({ status: 200 });
  expect(await judged()).toMatchObject({ outcome: 'ask', reason: 'suspended' });
  house.clock.advance(2_000);
  await gate.documents.refresh();
  expect(await judged()).toMatchObject({ outcome: 'deny', reason: 'revoked' });
});
