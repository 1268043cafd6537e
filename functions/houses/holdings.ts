import type { ResidentId } from '../../shared/ids.ts';
import type { TenancyPasses } from '../passes/index.ts';
import type { HoldingsOf } from './record-moving-out.ts';

export type HoldingsPorts = {
  readonly passes: Pick<TenancyPasses, 'countPasses'>;
  /** Absent where nobody can have any. */
  readonly proxies?: { listProxies(resident: ResidentId): Promise<readonly unknown[]> };
};

/** What moving out would end of each, counted. */
export function createHoldings({ passes, proxies }: HoldingsPorts): HoldingsOf {
  return {
    countHoldings: async (residents, nowMs) => {
      const counted = await passes.countPasses(residents, nowMs);
      const of = residents.map(async (id) => {
        const held = (await proxies?.listProxies(id)) ?? [];
        const { phones, cards } = counted.get(id) ?? { phones: 0, cards: 0 };
        return [id, { phones, cards, proxies: held.length }] as const;
      });
      return new Map(await Promise.all(of));
    },
  };
}
