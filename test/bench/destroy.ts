import { destroyEnded } from '../../functions/emergencies/index.ts';
import { putAll } from '../../functions/platform/batch-dynamo.ts';
import { type Ended, emergencyIn } from '../functions/emergencies/ended-emergency.ts';
import { openOwnGatehouse } from '../support/own-gatehouse.ts';
import { type Figure, median, type Subject } from './figure.ts';

/** A compound of some size, and the rows that half of its people have besides their record. */
const PEOPLE = 2_000;
const RUNS = 3;
const SEALED_BYTES = 900;
const MINUTE_MS = 60_000;

async function knowMuch({ everyPartition }: Ended, table: Parameters<typeof putAll>[0]) {
  const records = everyPartition().filter(
    (pk) => pk.startsWith('cmp_1#') && pk.includes('#record#'),
  );
  const standing = everyPartition().find(
    (pk) => pk === records[0]?.replace(/record#.$/, 'standing'),
  );
  const sealed = new Uint8Array(SEALED_BYTES).fill(7);
  const named = (n: number) => n.toString(16).padStart(32, '0');
  const items = Array.from({ length: PEOPLE }, (_, n) => ({
    pk: records[n % records.length],
    sk: named(n),
    sealed,
  }));
  const rows = items.slice(0, PEOPLE / 2).map((item) => ({ ...item, pk: standing }));
  await putAll(table, [...items, ...rows]);
  return items.length + rows.length;
}

/** Items a second, from the count to the signed certificate; the clock's waits take no time. */
async function destroyedASecond(): Promise<number> {
  const { engine, clock, house } = await openOwnGatehouse();
  const ended = await emergencyIn(house);
  const items = await knowMuch(ended, house.table);
  await ended.end();
  let spentMs = 0;
  for (let minutes = 0; minutes < 4; minutes++) {
    const emergency = await ended.found();
    const from = performance.now();
    await destroyEnded(ended.ports, emergency, clock());
    spentMs += performance.now() - from;
    clock.advance(MINUTE_MS);
  }
  const { certificate } = (await ended.ports.destructions.find(ended.emergencyId)) ?? {};
  await engine.stop();
  if (certificate?.counted.record !== PEOPLE) throw new Error('not everything was destroyed');
  return (items * 1_000) / spentMs;
}

/** How fast everything that an emergency knew is gone, swept for and certified. */
export const destruction: Subject = {
  names: ['destroy.recordsPerSecond'],
  measure: async () => {
    const speeds: number[] = [];
    for (let run = 0; run < RUNS; run++) speeds.push(await destroyedASecond());
    const figure: Figure = {
      name: 'destroy.recordsPerSecond',
      value: median(speeds),
      unit: '1/s',
      target: { atLeast: 200 },
    };
    return [figure];
  },
};
