import { createPublicKey, sign, verify } from 'node:crypto';
import { SCANS_PER_BATCH, type Scan } from '../../shared/messages/gates.ts';
import { REFRESH_EVERY_MS, SCANS_A_SECOND } from '../load/street-traffic.ts';
import { countingTable } from '../support/counting-table.ts';
import type { TestEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import type { GatePhone } from '../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../support/gatehouse.ts';
import { GATES, layGates } from '../support/gates.ts';
import type { ResidentPhone } from '../support/resident-phone.ts';
import { RESIDENTS } from '../support/street.ts';
import { itemsOf } from '../support/table-items.ts';
import { type Measured, SCANS_PER_MEAN_BATCH } from './cost-model.ts';
import { median } from './figure.ts';
import { VERIFICATION_MS } from './prices.ts';

/** Whatever answers a street's gates has answered thousands before. */
const WARM_UP = 600;
const TIMES = 100;
/**
 * Twelve phones, so that each shows another slot when its turn comes again, and more than a second
 * apart, so that no request finds the versions that the one before has read.
 */
const PHONES_EACH = 4;
const APART_MS = 1_001;
/** Each is some milliseconds of work: fewer than of the others. */
const FULL_BATCHES_BEFORE = 200;

type Desk = {
  readonly house: Gatehouse;
  readonly device: GatePhone;
  readonly phones: readonly ResidentPhone[];
  readonly shiftId: string;
};

const codeOf = ({ house, phones }: Desk, n: number): string => {
  const phone = phones[n % phones.length];
  if (phone === undefined) throw new Error('nobody comes');
  return phone.showAt(house.clock());
};

type BatchShape = { readonly size: number; readonly apartMs: number };
const FULL_BATCH: BatchShape = { size: SCANS_PER_BATCH, apartMs: APART_MS };
/** Its scans as far apart as they come at the rate of a month's mean. */
const MEAN_BATCH: BatchShape = {
  size: SCANS_PER_MEAN_BATCH,
  apartMs: Math.round(1_000 / SCANS_A_SECOND.mean),
};

function batchOf(desk: Desk, batch: number, { size, apartMs }: BatchShape): object {
  const scans = Array.from({ length: size }, (_, n): Scan => {
    desk.house.clock.advance(apartMs);
    const verdict = { outcome: 'allow', reason: 'ok' } as const;
    const seq = batch * SCANS_PER_BATCH + n;
    const scannedAt = desk.house.clock();
    return { seq, code: codeOf(desk, seq), direction: 'in', scannedAt, verdict };
  });
  return { batches: [{ boot: 1, batch, shiftId: desk.shiftId, scans }] };
}

/** What the kinds of request take that a street's gates and the table's stream make. */
export async function measureRequests(engine: TestEngine) {
  await layGates(engine.table);
  const clock = fixedClock();
  const setting = await openGatehouse(engine.table, clock);
  const device = await setting.deviceAt(GATES.east);
  const phones: ResidentPhone[] = [];
  for (const resident of [RESIDENTS.father, RESIDENTS.mother, RESIDENTS.child]) {
    for (let n = 0; n < PHONES_EACH; n++) phones.push(await setting.phoneOf(resident));
  }
  const { shiftId } = await setting.startShift(device);
  const { table, units } = countingTable(engine);
  const house = await openGatehouse(table, clock, setting.issuer);
  const desk = { house, device, phones, shiftId };
  const base = `/api/v1/gates/${GATES.east}`;

  /** What our own work is held against, so that a busy machine measures what a quiet one does. */
  const message = Buffer.from('what a phone signs');
  const key = createPublicKey(setting.issuer.privateKey);
  const signed = sign('sha256', message, setting.issuer.privateKey);
  const verifications = 20;
  const processorMsOf = async (run: () => Promise<unknown>): Promise<number> => {
    const from = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1_000;
  };
  const verificationMs = async (): Promise<number> => {
    const all = await processorMsOf(async () => {
      for (let n = 0; n < verifications; n++) verify('sha256', message, key, signed);
    });
    return all / verifications;
  };

  /** By medians of processor time and by means of units, of one run. */
  const measured = async (
    prepare: (n: number) => () => Promise<unknown>,
    { times = TIMES, warmUp = WARM_UP } = {},
  ): Promise<Measured> => {
    const ratios: number[] = [];
    let before = units();
    for (let n = -warmUp; n < times; n++) {
      const run = prepare(n + warmUp);
      if (n === 0) before = units();
      const spent = await processorMsOf(run);
      if (n >= 0) ratios.push(spent / (await verificationMs()));
    }
    const after = units();
    return {
      cpuMs: median(ratios) * VERIFICATION_MS,
      read: (after.read - before.read) / times,
      written: (after.written - before.written) / times,
    };
  };
  const request = (method: string, path: string, body?: object, has?: string): Request => {
    const sent = body === undefined ? '' : JSON.stringify(body);
    const authorization = device.authorize({ method, path, body: sent }, clock());
    return new Request(`http://localhost${path}`, {
      method,
      headers: { authorization, ...(has === undefined ? {} : { 'if-none-match': has }) },
      ...(sent === '' ? {} : { body: sent }),
    });
  };
  const answered = async (one: Request): Promise<Response> => {
    const answer = await house.apps.guard.fetch(one);
    await answer.arrayBuffer();
    if (answer.status !== 200 && answer.status !== 304) {
      throw new Error(`${one.url}: ${answer.status}`);
    }
    return answer;
  };

  let batches = 0;
  const uploaded = (shape: BatchShape, warmUp: number) =>
    measured(
      () => {
        const one = request('POST', `${base}/scans`, batchOf(desk, batches++, shape));
        return () => answered(one);
      },
      { warmUp },
    );
  const batch = await uploaded(FULL_BATCH, FULL_BATCHES_BEFORE);
  const decision = await measured((n) => {
    clock.advance(APART_MS);
    const body = { boot: 2, seq: n, code: codeOf(desk, n), direction: 'in' };
    const one = request('POST', `${base}/decisions`, body);
    return () => answered(one);
  });
  let version: string | undefined;
  const state = await measured(() => {
    clock.advance(REFRESH_EVERY_MS);
    const one = request('GET', `${base}/state`, undefined, version);
    return async () => {
      version = (await answered(one)).headers.get('etag') ?? '';
    };
  });

  const changesOf = async (kind: string) =>
    (await itemsOf(engine.table)).filter(({ sk }) => String(sk).startsWith(kind));
  const streamed = (changes: readonly Record<string, unknown>[]) =>
    measured((n) => () => house.deliver(changes[n % changes.length] ?? {}), {
      warmUp: changes.length - TIMES,
    });
  const useChange = await streamed(await changesOf('use#'));
  const fullBatches = await changesOf('batch#');
  const batchChange = await streamed(fullBatches);
  const meanBatch = await uploaded(MEAN_BATCH, 0);
  const known = new Set(fullBatches.map(({ sk }) => sk));
  const meanBatchChange = await streamed(
    (await changesOf('batch#')).filter(({ sk }) => !known.has(sk)),
  );
  table.documents.destroy();
  return { batch, batchChange, meanBatch, meanBatchChange, decision, useChange, state };
}
