import type { GateDoors } from '../../functions/scan-to-open/index.ts';
import { readGateTicket } from '../../shared/arrivals/gate-ticket.ts';
import { OpenedByScan } from '../../shared/messages/scan-to-open.ts';
import { countingTable } from '../support/counting-table.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { shownAtGate } from '../support/gate-screen.ts';
import { openGatehouse } from '../support/gatehouse.ts';
import { GATES, layGates } from '../support/gates.ts';
import { PHONES, RESIDENTS } from '../support/street.ts';
import type { Figure, Subject } from './figure.ts';

const SCANS = 200;
/** Slow enough that nothing is shared between two. */
const APART_MS = 5_000;

const p95 = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
};

/** From the address that a scanner opens to the moment at which the door is told, and what it writes. */
async function measureOn(engine: TestEngine): Promise<Figure[]> {
  await layGates(engine.table);
  const clock = fixedClock();
  const setting = await openGatehouse(engine.table, clock);
  const device = await setting.deviceAt(GATES.east);
  const phone = await setting.phoneOf(RESIDENTS.father);
  const { table, units } = countingTable(engine);
  let toldAt = 0;
  const doors: GateDoors = {
    open: async () => {
      toldAt = performance.now();
      return 'opened';
    },
    noteRefused: async () => undefined,
  };
  const house = await openGatehouse(table, clock, setting.issuer, undefined, doors);

  const scanOnce = async (): Promise<number> => {
    clock.advance(APART_MS);
    const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father], clock());
    const address = await shownAtGate(device, clock());
    const from = performance.now();
    const { headers } = await house.call('resident', 'GET', address.slice(address.indexOf('/G/')), {
      cookie,
    });
    const to = headers.get('location') ?? '';
    const ticket = new URLSearchParams(to.slice(to.indexOf('#') + 1)).get('ticket') ?? '';
    const shown = readGateTicket(ticket)?.ticket;
    if (shown === undefined) throw new Error(`no ticket: ${to}`);
    const { slot, gate, challenge } = shown;
    const code = phone.show({ mode: 'challenge', slot, gate, challenge });
    const path = `/api/v1/resident/gates/${device.gateId}/open`;
    const { body } = await house.call('resident', 'POST', path, { cookie, body: { ticket, code } });
    if (OpenedByScan.parse(body).door !== 'opened') throw new Error('a good scan opened nothing');
    return toldAt - from;
  };

  await scanOnce();
  const before = units();
  const took: number[] = [];
  for (let n = 0; n < SCANS; n++) took.push(await scanOnce());
  const after = units();
  table.documents.destroy();
  return [
    {
      name: 'door.scanToRelay.p95Ms',
      value: p95(took),
      unit: 'ms',
      target: { atMost: 300 },
      note: `from the first request of the address to the door’s command, ${SCANS} scans, one machine`,
    },
    {
      name: 'arrivals.scanToOpen.writeUnits',
      value: (after.written - before.written) / SCANS,
      unit: 'units',
      target: { atMost: 2 },
      note: 'the record, and the word on the gate’s screen',
    },
    {
      name: 'arrivals.scanToOpen.readUnits',
      value: (after.read - before.read) / SCANS,
      unit: 'units',
      note: `each ${APART_MS / 1_000} s after the last`,
    },
  ];
}

export const scanToOpen: Subject = {
  names: ['door.scanToRelay', 'arrivals.scanToOpen'],
  measure: async () => {
    const engine = await startEngine();
    try {
      return await measureOn(engine);
    } finally {
      await engine.stop();
    }
  },
};
