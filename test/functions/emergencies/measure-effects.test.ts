import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HelpEntry } from '../../../shared/directory/help-directory.ts';
import type { TestEngine } from '../../support/engine.ts';
import { FACTS } from '../../support/facts.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';

const HOUR_MS = 3_600_000;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

let engine: TestEngine;
let clock: FixedClock;
let house: Gatehouse;
beforeEach(async () => {
  ({ engine, clock, house } = await openOwnGatehouse());
});
afterEach(() => engine.stop());

async function listed(...entries: HelpEntry[]): Promise<void> {
  const { directories } = house.stores;
  const seen = (await directories.findDirectory('cmp_1'))?.version ?? 0;
  await directories.recordDirectory('cmp_1', entries, { seen, audit: FACTS });
}
const station = (phone: string, hours?: HelpEntry['hours']): HelpEntry => ({
  need: 'community',
  name: '社区服务站',
  phone,
  ...(hours === undefined ? {} : { hours }),
});
const numbers = async () =>
  (await house.stores.gates.listGates('cmp_1')).map(({ rules }) => rules.worker);
const found = async (id: Parameters<typeof house.stores.emergencies.find>[0]) => {
  const emergency = await house.stores.emergencies.find(id);
  if (emergency === undefined) throw new Error('it was opened');
  return emergency;
};

describe('whom a guard calls while passes may ask for the community worker', () => {
  const byDay = station('0571-88001234', [{ days: EVERY_DAY, from: 8 * 60, to: 18 * 60 }]);
  const byNight = station('0571-88005678', [{ days: EVERY_DAY, from: 18 * 60, to: 24 * 60 }]);

  it('is the community’s office that answers at this hour, at every gate, and nobody afterwards', async () => {
    await listed({ ...station('0571-88000001'), need: 'property' }, byNight, byDay);
    const here = await openEmergency(house);
    expect(new Set(await numbers())).toEqual(new Set([undefined]));
    const { effects } = house.stores;
    await effects.keep(here, clock());
    expect(new Set(await numbers())).toEqual(new Set(['0571-88001234']));
    const version = (await house.versions('cmp_1')).gates;
    await effects.keep(here, clock());
    expect((await house.versions('cmp_1')).gates).toBe(version);
    clock.advance(8 * HOUR_MS);
    await effects.keep(here, clock());
    expect(new Set(await numbers())).toEqual(new Set(['0571-88005678']));

    const emergency = await found(here.emergencyId);
    const ended = { by: 'clock', at: clock() } as const;
    const after = { ...emergency, state: 'ended' as const, ended, version: emergency.version + 1 };
    await house.stores.emergencies.change(emergency, after);
    await effects.stop(after, 'cmp_1', clock());
    expect(new Set(await numbers())).toEqual(new Set([undefined]));
  });

  it('is nobody where there is no such office, none in a drill, and none where it is not named', async () => {
    const { effects } = house.stores;
    await effects.keep(await openEmergency(house), clock());
    await listed(byDay);
    await effects.keep(await openEmergency(house, { mode: 'drill' }), clock());
    expect(new Set(await numbers())).toEqual(new Set([undefined]));
    const unnamed = await openEmergency(house, {
      compounds: ['cmp_2'],
      measures: ['registration'],
    });
    await effects.keep({ ...unnamed, compoundId: 'cmp_1' }, clock());
    expect(new Set(await numbers())).toEqual(new Set([undefined]));
  });

  it('stays what another emergency says that has begun meanwhile', async () => {
    await listed(byDay);
    const here = await openEmergency(house);
    await house.stores.effects.keep(here, clock());
    await house.stores.effects.stop(
      { ...(await found(here.emergencyId)), state: 'ended' },
      'cmp_1',
      clock(),
    );
    expect(new Set(await numbers())).toEqual(new Set(['0571-88001234']));
  });
});

describe('gates while trips of households are counted', () => {
  const counts = async () =>
    (await house.stores.gates.listGates('cmp_1')).map(({ rules }) => rules.trips);

  it('ask about whoever leaves, all of them, from the first moment to the last', async () => {
    const { effects } = house.stores;
    const here = await openEmergency(house, { tripsPerDay: 2 });
    await effects.keep(here, clock());
    expect(new Set(await counts())).toEqual(new Set([true]));
    const emergency = await found(here.emergencyId);
    const ended = { by: 'clock', at: clock() } as const;
    const after = { ...emergency, state: 'ended' as const, ended, version: emergency.version + 1 };
    await house.stores.emergencies.change(emergency, after);
    await effects.stop(after, 'cmp_1', clock());
    expect(new Set(await counts())).toEqual(new Set([undefined]));
  });

  it('ask nothing in a drill, nor where it is not named', async () => {
    const { effects } = house.stores;
    await effects.keep(await openEmergency(house, { mode: 'drill', tripsPerDay: 2 }), clock());
    await effects.keep(await openEmergency(house, { measures: ['registration'] }), clock());
    expect(new Set(await counts())).toEqual(new Set([undefined]));
  });
});
