import { createPublicKey, sign, verify } from 'node:crypto';
import { SCANS_PER_BATCH, type Scan } from '../../shared/messages/gates.ts';
import {
  REFRESH_EVERY_MS,
  SCANS_A_SECOND,
  STREET,
  GATES as STREET_GATES,
} from '../load/street-traffic.ts';
import { countingTable, type Units } from '../support/counting-table.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import type { GatePhone } from '../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../support/gatehouse.ts';
import { GATES, layGates } from '../support/gates.ts';
import type { ResidentPhone } from '../support/resident-phone.ts';
import { RESIDENTS } from '../support/street.ts';
import { itemsOf } from '../support/table-items.ts';
import { type Figure, median, type Subject } from './figure.ts';
import {
  GUARD_MEMORY_MB,
  PRICES,
  TABLE_ANSWER_MS,
  VERIFICATION_MS,
  WHOLE_PROCESSOR_MB,
} from './prices.ts';

/** docs/cost.md says in words what is computed here. */
/** Whatever answers a street's gates has answered thousands before. */
const WARM_UP = 600;
const TIMES = 100;
/**
 * Twelve phones, so that each shows another slot when its turn comes again, and more than a second
 * apart, so that no request finds the versions that the one before has read.
 */
const PHONES_EACH = 4;
const APART_MS = 1_001;
const MILLION = 1_000_000;
/** Lambda hands the stream over once a second; a street's changes of a second go together. */
const CHANGES_AN_INVOCATION = 4;
const IDLE_REFRESH_MS = 300_000;
/** A lone scan waits so long for others (web/guard/queue/queued-scan.ts). */
const BATCHED_WITHIN_SECONDS = 300;
/** Each is some milliseconds of work: fewer than of the others. */
const FULL_BATCHES_BEFORE = 200;
/**
 * The API's line (infra/aws/http-api.ts) is 130 bytes, and 26 are counted for each line. Functions
 * and their platform write none where nothing is wrong.
 */
const LOG_GB_A_REQUEST = 0.16e-6;
/** A state that has changed is about four kilobytes, one that has not some hundred bytes. */
const CDN_GB_A_REQUEST = 1e-6;

type Measured = Units & { readonly cpuMs: number };
type Desk = {
  readonly house: Gatehouse;
  readonly device: GatePhone;
  readonly phones: readonly ResidentPhone[];
  readonly shiftId: string;
};

/** US$ of one request that reaches a function over HTTP. */
function costOf({ read, written, cpuMs }: Measured, tableCalls: number): number {
  const billedMs = Math.ceil(
    (cpuMs * WHOLE_PROCESSOR_MB) / GUARD_MEMORY_MB + tableCalls * TABLE_ANSWER_MS,
  );
  const gbSeconds = (billedMs / 1_000) * (GUARD_MEMORY_MB / 1_024);
  return (
    PRICES.apiRequest +
    PRICES.lambdaRequest +
    gbSeconds * PRICES.lambdaGbSecond +
    read * PRICES.readUnit +
    written * PRICES.writeUnit +
    LOG_GB_A_REQUEST * PRICES.logGb
  );
}

/** US$ of what the stream's consumer does for one change. */
function streamCostOf({ read, written, cpuMs }: Measured): number {
  const billedMs = cpuMs * 2 + TABLE_ANSWER_MS * 2;
  return (
    PRICES.lambdaRequest / CHANGES_AN_INVOCATION +
    (billedMs / 1_000) * PRICES.lambdaGbSecond * 0.5 +
    read * PRICES.readUnit +
    written * PRICES.writeUnit
  );
}

const codeOf = ({ house, phones }: Desk, n: number): string => {
  const phone = phones[n % phones.length];
  if (phone === undefined) throw new Error('nobody comes');
  return phone.showAt(house.clock());
};

type BatchShape = { readonly size: number; readonly apartMs: number };
const FULL_BATCH: BatchShape = { size: SCANS_PER_BATCH, apartMs: APART_MS };
/** As a gate cuts it at the rate of a month's mean: after five minutes, with what came meanwhile. */
const MEAN_BATCH: BatchShape = {
  size: Math.round(SCANS_A_SECOND.mean * BATCHED_WITHIN_SECONDS),
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

async function measureOn(engine: TestEngine): Promise<Figure[]> {
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

  const fullBatch = costOf(batch, 2) + streamCostOf(batchChange);
  const batched = fullBatch / SCANS_PER_BATCH;
  const decided = costOf(decision, 2) + streamCostOf(useChange);
  const street = streetAllIn({
    fullBatch,
    meanBatch: costOf(meanBatch, 2) + streamCostOf(meanBatchChange),
    decided,
    state: costOf(state, 1),
  });
  const usd = 'US$/10⁶';
  return [
    {
      name: 'cost.batched.usdPerMillion',
      value: batched * MILLION,
      unit: usd,
      target: { atMost: 0.25 },
      note: `full batches alone; ${batch.cpuMs.toFixed(1)} ms of a processor each`,
    },
    {
      name: 'cost.server.usdPerMillion',
      value: decided * MILLION,
      unit: usd,
      target: { atMost: 2 },
      note: `all decided by the server; ${decision.cpuMs.toFixed(2)} ms of a processor each`,
    },
    {
      name: 'cost.street.usdPerMillion',
      value: street.perScan * MILLION,
      unit: usd,
      target: { atMost: 1.5 },
      note: `${STREET_GATES} gates, refreshes, signatures and logs; prices of ${PRICES.readAt}`,
    },
    {
      name: 'cost.street.cdnUsdPerMillion',
      value: street.cdnPerScan * MILLION,
      unit: usd,
      note: 'the edge in front of it, without its free share',
    },
    {
      name: 'cost.street.usdPerMonth',
      value: (street.perScan + street.cdnPerScan) * STREET.scansPerMonth,
      unit: 'US$',
      note: `${STREET.scansPerMonth / MILLION} million scans, the edge included`,
    },
    ...(['night', 'peak', 'tenTimesPeak'] as const).map((when) => ({
      name: `cost.street.${when}.usdPerHour`,
      value: street.perHourAt(SCANS_A_SECOND[when]),
      unit: 'US$',
      note: `${(SCANS_A_SECOND[when] * STREET_GATES).toFixed(1)} scans a second`,
    })),
  ];
}

type Costs = {
  readonly fullBatch: number;
  readonly meanBatch: number;
  readonly decided: number;
  readonly state: number;
};

/** Everything that a scan causes at a street's gates, at the rate of a month's mean. */
function streetAllIn({ fullBatch, meanBatch, decided, state }: Costs) {
  const scansABatch = (rate: number) =>
    Math.min(SCANS_PER_BATCH, Math.max(1, rate * BATCHED_WITHIN_SECONDS));
  const requestsAScan = (rate: number) => 1 / scansABatch(rate);
  /** In between, and below, in proportion. */
  const scanMore = (fullBatch - meanBatch) / (FULL_BATCH.size - MEAN_BATCH.size);
  const batchCost = (rate: number) => meanBatch + (scansABatch(rate) - MEAN_BATCH.size) * scanMore;
  const scanCost = (rate: number) =>
    (1 - STREET.decidedByServer) * batchCost(rate) * requestsAScan(rate) +
    STREET.decidedByServer * decided;
  /** A scan that finds the documents old has them refreshed, else every five minutes. */
  const refreshesASecond = (rate: number) =>
    Math.max(1 / (REFRESH_EVERY_MS / 1_000 + 1 / rate), 1 / (IDLE_REFRESH_MS / 1_000));
  const perSecondAt = (rate: number) => rate * scanCost(rate) + refreshesASecond(rate) * state;
  const signatures =
    (STREET.compounds * 30 * PRICES.kmsSignature + PRICES.kmsKey) / STREET.scansPerMonth;
  const rate = SCANS_A_SECOND.mean;
  const requestsASecond =
    rate * ((1 - STREET.decidedByServer) * requestsAScan(rate) + STREET.decidedByServer) +
    refreshesASecond(rate) * 2;
  return {
    perScan: perSecondAt(rate) / rate + signatures,
    cdnPerScan: (requestsASecond / rate) * (PRICES.cdnRequest + CDN_GB_A_REQUEST * PRICES.cdnGb),
    perHourAt: (at: number) => perSecondAt(at) * 3_600 * STREET_GATES,
  };
}

/** What a million scans cost on AWS, from units and processor time measured here. */
export const costs: Subject = {
  names: ['cost'],
  measure: async () => {
    const engine = await startEngine();
    try {
      return await measureOn(engine);
    } finally {
      await engine.stop();
    }
  },
};
