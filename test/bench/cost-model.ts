import { SCANS_PER_BATCH } from '../../shared/messages/gates.ts';
import { GATES, REFRESH_EVERY_MS, SCANS_A_SECOND, STREET } from '../load/street-traffic.ts';
import type { Units } from '../support/counting-table.ts';
import { GUARD_MEMORY_MB, PRICES, TABLE_ANSWER_MS, WHOLE_PROCESSOR_MB } from './prices.ts';

/** Lambda hands the stream over once a second; a street's changes of a second go together. */
const CHANGES_AN_INVOCATION = 4;
const IDLE_REFRESH_MS = 300_000;
/** A lone scan waits so long for others (web/guard/queue/queued-scan.ts). */
const BATCHED_WITHIN_SECONDS = 300;
/**
 * The API's line (infra/aws/http-api.ts) is 130 bytes, and 26 are counted for each line. Functions
 * and their platform write none where nothing is wrong.
 */
const LOG_GB_A_REQUEST = 0.16e-6;
/** A state that has changed is about four kilobytes, one that has not some hundred bytes. */
const CDN_GB_A_REQUEST = 1e-6;

/** What one request takes of the table and of a processor. */
export type Measured = Units & { readonly cpuMs: number };

/** US$ of one request that reaches a function over HTTP. */
export function costOf({ read, written, cpuMs }: Measured, tableCalls: number): number {
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
export function streamCostOf({ read, written, cpuMs }: Measured): number {
  const billedMs = cpuMs * 2 + TABLE_ANSWER_MS * 2;
  return (
    PRICES.lambdaRequest / CHANGES_AN_INVOCATION +
    (billedMs / 1_000) * PRICES.lambdaGbSecond * 0.5 +
    read * PRICES.readUnit +
    written * PRICES.writeUnit
  );
}

/** As a gate cuts it at the rate of a month's mean: after five minutes, with what came meanwhile. */
export const SCANS_PER_MEAN_BATCH = Math.round(SCANS_A_SECOND.mean * BATCHED_WITHIN_SECONDS);

type Costs = {
  readonly fullBatch: number;
  readonly meanBatch: number;
  readonly decided: number;
  readonly state: number;
};

/** Everything that a scan causes at a street's gates, at the rate of a month's mean. */
export function streetAllIn({ fullBatch, meanBatch, decided, state }: Costs) {
  const scansABatch = (rate: number) =>
    Math.min(SCANS_PER_BATCH, Math.max(1, rate * BATCHED_WITHIN_SECONDS));
  const requestsAScan = (rate: number) => 1 / scansABatch(rate);
  /** In between, and below, in proportion. */
  const scanMore = (fullBatch - meanBatch) / (SCANS_PER_BATCH - SCANS_PER_MEAN_BATCH);
  const batchCost = (rate: number) =>
    meanBatch + (scansABatch(rate) - SCANS_PER_MEAN_BATCH) * scanMore;
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
    perHourAt: (at: number) => perSecondAt(at) * 3_600 * GATES,
  };
}
