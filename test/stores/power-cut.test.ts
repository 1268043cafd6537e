import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSessionStore } from '../../functions/identity/session-store-dynamo.ts';
import { operatorFacts } from '../../functions/platform/audit.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { createRateLimits } from '../../functions/platform/rate-limit-dynamo.ts';
import type { Table } from '../../functions/platform/table.ts';
import { createResidentStore } from '../../functions/residents/index.ts';
import { newHouseId, newResidentId, newSessionId } from '../../shared/ids.ts';
import { startEngine } from '../support/engine.ts';
import { NOON } from '../support/fixed-clock.ts';
import { layHouse } from '../support/standing-house.ts';
import { PLACE } from '../support/street.ts';

const WRITERS = 16;
/** Each cut comes once this many writes were acknowledged, so that it always falls among them. */
const WRITES_BEFORE_A_CUT = 200;
const CUTS = process.env.TEST_DEPTH === 'deep' ? 6 : 2;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xq-power-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const house = newHouseId(1, randomBytes(10));
const person = () => ({
  residentId: newResidentId(1, randomBytes(10)),
  houseId: house,
  name: '王建国',
  maskedName: '王**',
  tie: 'owner' as const,
  class: 'resident' as const,
  building: '3幢',
});
type Registered = ReturnType<typeof person>['residentId'];

const LIMIT = { kind: 'power-cut', most: 1_000_000, windowMs: 3_600_000 };
const countKey = new Uint8Array(32).fill(9);

/**
 * Writes from many sides until the engine dies under them. What was acknowledged is noted; what was
 * under way when it died may be there or not.
 */
async function writeUntilDark(
  table: Table,
  noted: { registered: Registered[]; taken: number; underWay: number },
  onWritten: () => void,
): Promise<void> {
  const residents = createResidentStore(table);
  const rates = createRateLimits(table, countKey);
  const audit = operatorFacts('test', 'register', NOON);
  const writer = async () => {
    for (;;) {
      const somebody = person();
      try {
        await residents.registerResident({ resident: somebody, place: PLACE }, audit);
        noted.registered.push(somebody.residentId);
        noted.underWay++;
        await rates.take(LIMIT, 'somebody', NOON);
        noted.underWay--;
        noted.taken++;
        onWritten();
      } catch {
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}

describe('when the power fails under load', () => {
  it('no acknowledged write is lost or doubled, and no transaction is halved', async () => {
    const databasePath = join(folder, 'table.sqlite');
    const noted = { registered: [] as Registered[], taken: 0, underWay: 0 };
    for (let cut = 1; cut <= CUTS; cut++) {
      const engine = await startEngine({ databasePath });
      await layHouse(engine.table, house);
      let written = 0;
      let cutting: Promise<void> | undefined;
      await writeUntilDark(engine.table, noted, () => {
        if (++written >= WRITES_BEFORE_A_CUT) cutting ??= engine.kill();
      });
      await cutting;
    }

    const engine = await startEngine({ databasePath });
    const residents = createResidentStore(engine.table);
    expect(noted.registered.length).toBeGreaterThanOrEqual(CUTS * WRITES_BEFORE_A_CUT);
    for (let start = 0; start < noted.registered.length; start += 100) {
      const ids = noted.registered.slice(start, start + 100);
      expect(await residents.findResidents(ids)).toHaveLength(ids.length);
    }
    // Of a resident and their place in the household neither stands without the other.
    const members = (await residents.listHousehold(house)).map(({ residentId }) => residentId);
    expect(members).toEqual(expect.arrayContaining(noted.registered));
    for (let start = 0; start < members.length; start += 100) {
      const ids = members.slice(start, start + 100);
      expect(await residents.findResidents(ids)).toHaveLength(ids.length);
    }
    // A count that was acknowledged is there once; one that was under way at a cut is there or not.
    const { Items = [] } = await engine.table.documents.send(
      new ScanCommand({
        TableName: engine.table.name,
        FilterExpression: 'begins_with(pk, :rate)',
        ExpressionAttributeValues: { ':rate': 'rate#' },
      }),
    );
    const [counted] = Items.map((item) => Number(item.taken));
    expect(counted).toBeGreaterThanOrEqual(noted.taken);
    expect(counted).toBeLessThanOrEqual(noted.taken + noted.underWay);
    await engine.stop();
  });

  it('a write that is tried again afterwards is not done twice', async () => {
    const databasePath = join(folder, 'table.sqlite');
    const before = await startEngine({ databasePath });
    const sessionId = newSessionId(randomBytes(10));
    const store = createSessionStore(before.table);
    await store.createSession({
      sessionId,
      audience: 'resident',
      accountId: 'acc_0000000000000001',
      generation: 1,
      renewedAt: NOON,
      expiresAt: NOON + 3_600_000,
    });
    const renewals = Array.from({ length: WRITERS }, () =>
      store.advanceSession(sessionId, 1, { nowMs: NOON }).catch(() => 'unknown'),
    );
    await Promise.race(renewals);
    await before.kill();
    await Promise.all(renewals);

    const after = await startEngine({ databasePath });
    const again = await createSessionStore(after.table).advanceSession(sessionId, 1, {
      nowMs: NOON,
    });
    expect(again).toMatchObject({ refused: 'other_generation', session: { generation: 2 } });
    await after.stop();
  });
});
