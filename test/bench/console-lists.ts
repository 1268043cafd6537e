import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { createSummaries, summariseCompound } from '../../functions/overview/index.ts';
import { seedCompound } from '../../infra/local/seed/whole-street.ts';
import { compoundIdOf, type HouseId, type ResidentId } from '../../shared/ids.ts';
import { RegisterPage } from '../../shared/messages/register.ts';
import { countingTable } from '../support/counting-table.ts';
import { startEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { openGatehouse } from '../support/gatehouse.ts';
import { SERVER_SECRET } from '../support/street.ts';
import type { Figure, Subject } from './figure.ts';

const COMPOUNDS = 52;
/** The one that is looked at: the pages of others must not cost it anything. */
const LOOKED_AT = 1;

type Engine = Awaited<ReturnType<typeof startEngine>>;

/** What a desk asks all day, with what the engine says that each answer cost. */
async function unitsOf(engine: Engine): Promise<Record<string, number>> {
  const clock = fixedClock();
  const { table, units } = countingTable(engine);
  const house = await openGatehouse(table, clock);
  await summariseCompound(createSummaries(engine.table), compoundIdOf(LOOKED_AT), clock());
  const node = compoundIdOf(LOOKED_AT);
  const base = `/api/v1/manager/compounds/cmp_${LOOKED_AT}`;
  const asked: Record<string, number> = {};
  async function ask(name: string, method: string, path: string, body?: object): Promise<unknown> {
    clock.advance(120_000);
    const cookie = await house.staffCookie('property_manager', { node, now: clock() });
    const before = units().read;
    const answer = await house.call('manager', method, path, {
      cookie,
      ...(body === undefined ? {} : { body }),
    });
    if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.code}`);
    asked[name] = units().read - before;
    return answer.body;
  }
  const page = RegisterPage.parse(await ask('register', 'POST', `${base}/register`, {}));
  await ask('register, next page', 'POST', `${base}/register`, { cursor: page.cursor });
  await ask('a house', 'POST', `${base}/register`, { typed: '3-2-501' });
  await ask('a building', 'POST', `${base}/register`, { typed: '3幢' });
  await ask('a surname', 'POST', `${base}/register`, { typed: '王' });
  await ask('by name', 'POST', `${base}/register`, { order: 'name' });
  await ask('passes of a building', 'POST', `${base}/resident-searches`, { house: '3幢' });
  await ask('dashboard', 'GET', `${base}/dashboard`);
  await ask('tree', 'GET', `${base}/places`);
  await ask('one building', 'GET', `/api/v1/manager/buildings/bld_${LOOKED_AT}_3/places`);
  await ask('roles', 'GET', `/api/v1/manager/places/cmp_${LOOKED_AT}/grants`);
  const [first] = page.residents;
  const houseId: HouseId | undefined = first?.houseId;
  const residentId: ResidentId | undefined = first?.residentId;
  await ask('house', 'GET', `/api/v1/manager/houses/${houseId}`);
  await ask('passes', 'GET', `/api/v1/manager/residents/${residentId}/passes`);
  return asked;
}

const sumOf = (asked: Record<string, number>): number =>
  Object.values(asked).reduce((all, one) => all + one, 0);

async function measure(): Promise<Figure[]> {
  const engine = await startEngine();
  // Each write to the embedded engine's stream takes longer than the one before; nobody reads it.
  await engine.table.documents.send(
    new UpdateTableCommand({
      TableName: engine.table.name,
      StreamSpecification: { StreamEnabled: false },
    }),
  );
  try {
    await seedCompound(engine.table, SERVER_SECRET, LOOKED_AT, Date.now());
    const alone = await unitsOf(engine);
    for (let number = 1; number <= COMPOUNDS; number++) {
      if (number === LOOKED_AT) continue;
      await seedCompound(engine.table, SERVER_SECRET, number, Date.now());
    }
    const among = await unitsOf(engine);
    const [dearest, units] = Object.entries(among).reduce((a, b) => (b[1] > a[1] ? b : a));
    return [
      {
        name: 'console.list.unitsVs52',
        value: sumOf(among) / sumOf(alone),
        unit: 'ratio',
        target: { atMost: 1.05 },
        note: `${Object.keys(among).length} lists and look-ups; dearest: ${dearest}, ${units} read units`,
      },
      {
        name: 'console.list.page',
        value: among.register ?? 0,
        unit: 'read units',
        note: 'a page of 50 of the register, with what the reader may do',
      },
    ];
  } finally {
    await engine.stop();
  }
}

/** What the console's lists cost with one compound in the table, and with a street of 52. */
export const consoleLists: Subject = {
  names: ['console.list.unitsVs52', 'console.list.page'],
  measure,
};
