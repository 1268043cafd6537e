import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { raiseVersions } from '../../functions/compounds/index.ts';
import { transact } from '../../functions/platform/transaction-dynamo.ts';
import { SCANS_PER_BATCH, type Scan, Verdict } from '../../shared/messages/gates.ts';
import { countingTable } from '../support/counting-table.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import type { GatePhone } from '../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../support/gatehouse.ts';
import { GATES, layGates } from '../support/gates.ts';
import type { ResidentPhone } from '../support/resident-phone.ts';
import { RESIDENTS } from '../support/street.ts';
import type { Figure, Subject } from './figure.ts';

/** Scans of each kind, and how far apart: slow enough that nothing is shared between them. */
const SCANS = 100;
const BATCHES = 20;
const APART_MS = 5_000;

/** A large compound: 5,000 passes in 16,384 places, one in twenty not valid. */
const PLACES = 16_384;
const EXCEPTIONS = 250;

type Desk = {
  readonly house: Gatehouse;
  readonly device: GatePhone;
  readonly phone: ResidentPhone;
  readonly shiftId: string;
};

/** A status list as long as a large compound's, leaving the lowest places free. */
async function crowd({ table }: TestEngine, since: number): Promise<void> {
  const exceptions = Object.fromEntries(
    Array.from({ length: EXCEPTIONS }, (_, n) => [
      String(PLACES - 1 - n * 64),
      [{ state: n % 5 === 0 ? 'suspended' : 'revoked', since }],
    ]),
  );
  const Item = { pk: 'cmp_1', sk: 'status-list', version: 1, places: PLACES, exceptions };
  await table.documents.send(new PutCommand({ TableName: table.name, Item }));
  await transact(table, [raiseVersions(table, 'cmp_1', { statusList: 1 })]);
}

async function decideOne({ house, device, phone }: Desk, seq: number): Promise<void> {
  house.clock.advance(APART_MS);
  const code = phone.showAt(house.clock());
  const path = `/api/v1/gates/${GATES.east}/decisions`;
  const body = { boot: 1, seq, code, direction: 'in' };
  const { reason } = Verdict.parse(
    (await house.call('guard', 'POST', path, { device, body })).body,
  );
  if (reason !== 'ok') throw new Error(`a good scan was ${reason}`);
}

async function recordOne({ house, device, phone, shiftId }: Desk, batch: number): Promise<void> {
  const scans: Scan[] = Array.from({ length: SCANS_PER_BATCH }, (_, n) => {
    house.clock.advance(APART_MS);
    const code = phone.showAt(house.clock());
    const verdict = { outcome: 'allow', reason: 'ok' } as const;
    const seq = batch * SCANS_PER_BATCH + n;
    return { seq, code, direction: 'in', scannedAt: house.clock(), verdict };
  });
  const path = `/api/v1/gates/${GATES.east}/scans`;
  const body = { batches: [{ boot: 1, batch, shiftId, scans }] };
  const { status } = await house.call('guard', 'POST', path, { device, body });
  if (status !== 200) throw new Error(`a good batch was ${status}`);
}

async function measureOn(engine: TestEngine): Promise<Figure[]> {
  await layGates(engine.table);
  const clock = fixedClock();
  await crowd(engine, clock());
  const setting = await openGatehouse(engine.table, clock);
  const device = await setting.deviceAt(GATES.east);
  const phone = await setting.phoneOf(RESIDENTS.father);
  const { shiftId } = await setting.startShift(device);

  const { table, units } = countingTable(engine);
  const desk = {
    house: await openGatehouse(table, clock, setting.issuer),
    device,
    phone,
    shiftId,
  };
  const counted = async (times: number, scans: number, run: (n: number) => Promise<void>) => {
    const before = units();
    for (let n = 1; n <= times; n++) await run(n);
    const after = units();
    return {
      read: (after.read - before.read) / scans,
      written: (after.written - before.written) / scans,
    };
  };
  const first = await counted(1, 1, () => decideOne(desk, 0));
  const single = await counted(SCANS, SCANS, (n) => decideOne(desk, n));
  const scans = BATCHES * SCANS_PER_BATCH;
  const batched = await counted(BATCHES, scans, (n) => recordOne(desk, n));
  table.documents.destroy();

  const crowded = `${EXCEPTIONS} exceptions in ${PLACES} places`;
  return [
    {
      name: 'scan.server.writeUnits',
      value: single.written,
      unit: 'units',
      target: { atMost: 1 },
      note: `a scan, of ${SCANS}, through the app`,
    },
    {
      name: 'scan.server.readUnits',
      value: single.read,
      unit: 'units',
      target: { atMost: 0.5 },
      note: `a scan, each ${APART_MS / 1000} s after the last; ${crowded}`,
    },
    {
      name: 'scan.server.firstReadUnits',
      value: first.read,
      unit: 'units',
      note: 'the first scan of a new process: device, gate and list',
    },
    {
      name: 'scan.batched.writeUnits',
      value: batched.written,
      unit: 'units',
      target: { atMost: 0.04 },
      note: `a scan, ${SCANS_PER_BATCH} a batch`,
    },
    {
      name: 'scan.batched.readUnits',
      value: batched.read,
      unit: 'units',
      target: { atMost: 0.05 },
      note: `a scan, ${SCANS_PER_BATCH} a batch; ${crowded}`,
    },
  ];
}

/** What a scan consumes of the table, by the engine's own account. */
export const scanUnits: Subject = {
  names: ['scan'],
  measure: async () => {
    const engine = await startEngine();
    try {
      return await measureOn(engine);
    } finally {
      await engine.stop();
    }
  },
};
