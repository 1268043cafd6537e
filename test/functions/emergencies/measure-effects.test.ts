import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmergencyHere, measureHere } from '../../../functions/emergencies/index.ts';
import type { HelpEntry } from '../../../shared/directory/help-directory.ts';
import { closureAt } from '../../../shared/gate/gate-rules.ts';
import type { TestEngine } from '../../support/engine.ts';
import { FACTS } from '../../support/facts.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
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

describe('a single entrance that an emergency orders', () => {
  const closed = async () =>
    (await house.stores.gates.listGates('cmp_1')).flatMap(({ gateId, rules }) =>
      closureAt(rules, clock()) === undefined ? [] : [gateId],
    );
  const path = '/api/v1/manager/compounds/cmp_1/single-entrance';
  const ask = async (method: string, body: object) =>
    house.call('manager', method, path, {
      cookie: await house.staffCookie('property_manager', { now: clock() }),
      body,
    });
  const ended = async (here: EmergencyHere) => {
    const emergency = await found(here.emergencyId);
    const end = { by: 'clock', at: clock() } as const;
    const version = emergency.version + 1;
    const after = { ...emergency, state: 'ended' as const, ended: end, version };
    await house.stores.emergencies.change(emergency, after);
    await house.stores.effects.stop(after, 'cmp_1', clock());
  };

  it('closes every gate but one from the first moment, and opens them at once when it ends', async () => {
    const { effects, entrances } = house.stores;
    const here = await openEmergency(house);
    await effects.keep(here, clock());
    expect(await closed()).toEqual([GATES.west]);
    const { gates } = await house.versions('cmp_1');
    await effects.keep(here, clock());
    expect((await house.versions('cmp_1')).gates).toBe(gates);
    await ended(here);
    expect(await closed()).toEqual([]);
    expect(JSON.stringify(await entrances.find('cmp_1'))).not.toContain(here.emergencyId);
  });

  it('is over by itself on its last day, whatever runs; renewed, it lasts longer', async () => {
    const { effects } = house.stores;
    const here = await openEmergency(house);
    await effects.keep(here, clock());
    const until = here.until + 10 * 24 * HOUR_MS;
    await effects.keep({ ...here, until }, clock());
    clock.set(here.until);
    expect(await closed()).toEqual([GATES.west]);
    clock.set(until);
    expect(await closed()).toEqual([]);
  });

  it('is nobody’s to end before; which gate it is, is theirs to choose', async () => {
    const { effects } = house.stores;
    const here = await openEmergency(house);
    await effects.keep(here, clock());
    expect((await ask('DELETE', { version: 1 })).code).toBe('ordered_by_emergency');
    const chosen = { mainGate: GATES.west, version: 1, until: clock() + HOUR_MS };
    expect((await ask('PUT', chosen)).status).toBe(200);
    await effects.keep(here, clock());
    expect(await closed()).toEqual([GATES.east]);
    clock.advance(2 * HOUR_MS);
    expect(await closed()).toEqual([GATES.east]);
    await ended(here);
    expect(await closed()).toEqual([]);
  });

  it('leaves one as it is that somebody had set, and does not end it', async () => {
    await ask('PUT', { mainGate: GATES.west, version: 0 });
    const here = await openEmergency(house);
    await house.stores.effects.keep(here, clock());
    await ended(here);
    expect(await closed()).toEqual([GATES.east]);
    expect((await ask('DELETE', { version: 1 })).status).toBe(200);
  });

  it('is none in a drill, none that is not named, and none for a part of a compound', async () => {
    const { effects } = house.stores;
    await effects.keep(await openEmergency(house, { mode: 'drill' }), clock());
    const building = await openEmergency(house, { scope: ['bld_1_3'] });
    await effects.keep(building, clock());
    await effects.keep({ ...building, scope: ['cmp_1'], measures: ['registration'] }, clock());
    expect(await closed()).toEqual([]);
  });
});

describe('whether a measure acts here now', () => {
  const here = {
    mode: 'real' as const,
    measures: ['no_visitors' as const, 'couriers_to_zone' as const],
    until: 1_000,
  };

  it('is so while an emergency that names it lasts, to the last moment', () => {
    expect(measureHere(here, 'no_visitors', 999)).toBe(true);
    expect(measureHere(here, 'couriers_to_zone', 0)).toBe(true);
    expect(measureHere(here, 'no_visitors', 1_000)).toBe(false);
  });

  it('is not where none acts, where it is not named, nor in a drill', () => {
    expect(measureHere(undefined, 'no_visitors', 0)).toBe(false);
    expect(measureHere(here, 'trip_quota', 0)).toBe(false);
    expect(measureHere({ ...here, mode: 'drill' }, 'no_visitors', 0)).toBe(false);
  });
});
