import { SCANS_PER_BATCH } from '../../shared/messages/gates.ts';
import { SCANS_A_SECOND, STREET, GATES as STREET_GATES } from '../load/street-traffic.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { measureRequests } from './cost-measurements.ts';
import { costOf, streamCostOf, streetAllIn } from './cost-model.ts';
import type { Figure, Subject } from './figure.ts';
import { PRICES } from './prices.ts';

const MILLION = 1_000_000;

/** docs/cost.md says in words what is computed here. */
async function figuresOf(engine: TestEngine): Promise<Figure[]> {
  const taken = await measureRequests(engine);
  const fullBatch = costOf(taken.batch, 2) + streamCostOf(taken.batchChange);
  const batched = fullBatch / SCANS_PER_BATCH;
  const decided = costOf(taken.decision, 2) + streamCostOf(taken.useChange);
  const street = streetAllIn({
    fullBatch,
    meanBatch: costOf(taken.meanBatch, 2) + streamCostOf(taken.meanBatchChange),
    decided,
    state: costOf(taken.state, 1),
  });
  const usd = 'US$/10⁶';
  return [
    {
      name: 'cost.batched.usdPerMillion',
      value: batched * MILLION,
      unit: usd,
      target: { atMost: 0.25 },
      note: `full batches alone; ${taken.batch.cpuMs.toFixed(1)} ms of a processor each`,
    },
    {
      name: 'cost.server.usdPerMillion',
      value: decided * MILLION,
      unit: usd,
      target: { atMost: 2 },
      note: `all decided by the server; ${taken.decision.cpuMs.toFixed(2)} ms of a processor each`,
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

/** What a million scans cost on AWS, from units and processor time measured here. */
export const costs: Subject = {
  names: ['cost'],
  measure: async () => {
    const engine = await startEngine();
    try {
      return await figuresOf(engine);
    } finally {
      await engine.stop();
    }
  },
};
