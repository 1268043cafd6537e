import type { ResidentId } from '../../shared/ids.ts';
import { type AuditFacts, systemFacts } from '../platform/audit.ts';
import { asksForTenancy, isCard, type Pass } from './pass.ts';
import type { PassStore } from './pass-store.ts';

/** What the end of a tenancy, and moving out, do to somebody's passes and cards. */
export interface TenancyPasses {
  /** From now on each of them asks at the gate. Those that are suspended for a reason stay so. */
  makeAsk(resident: ResidentId, now: number): Promise<void>;
  /** Those that asked for a tenancy's sake, and no others, are good again. */
  letGo(resident: ResidentId, now: number): Promise<void>;
  /** All of them end, for whatever they were suspended. @returns how many ended now */
  withdrawAll(resident: ResidentId, recorded: AuditFacts): Promise<number>;
  /** How many of each would end with moving out, of at most 100 residents. */
  countPasses(
    residents: readonly ResidentId[],
    nowMs: number,
  ): Promise<ReadonlyMap<ResidentId, { readonly phones: number; readonly cards: number }>>;
}

/** The author of what nobody did. */
const TIME = 'time';

/** How a pass stands that is given while its holder's tenancy is over. */
export const askingSince = (now: number): Pick<Pass, 'state' | 'stateChange'> => ({
  state: 'suspended',
  stateChange: { by: TIME, at: now, reason: 'tenancy_over' },
});

/** Each by one write of its own; broken off, the same again does the rest. */
export function createTenancyPasses(
  passes: Pick<PassStore, 'findPassesOfResident' | 'findPassesOfResidents' | 'changeState'>,
): TenancyPasses {
  return {
    makeAsk: async (resident, now) => {
      const found = await passes.findPassesOfResident(resident, now);
      for (const { passId } of found.passes.filter(({ state }) => state === 'active')) {
        await passes.changeState(passId, {
          to: 'suspended',
          as: 'tenancy',
          by: TIME,
          at: now,
          audit: systemFacts('pass.ask', now),
          reason: 'tenancy_over',
        });
      }
    },

    letGo: async (resident, now) => {
      const found = await passes.findPassesOfResident(resident, now);
      for (const { passId } of found.passes.filter(asksForTenancy)) {
        await passes.changeState(passId, {
          to: 'active',
          as: 'tenancy',
          by: TIME,
          at: now,
          audit: systemFacts('pass.resume', now),
        });
      }
    },

    withdrawAll: async (resident, audit) => {
      const { by, at } = audit;
      const found = await passes.findPassesOfResident(resident, at);
      let ended = 0;
      for (const { passId } of found.passes.filter(({ state }) => state !== 'revoked')) {
        const outcome = await passes.changeState(passId, {
          to: 'revoked',
          as: 'moving_out',
          by,
          at,
          audit,
          reason: 'moved_out',
        });
        if (outcome === 'changed') ended += 1;
      }
      return ended;
    },

    countPasses: async (residents, nowMs) => {
      const found = await passes.findPassesOfResidents(residents, nowMs);
      return new Map(
        [...found].map(([resident, all]) => {
          const standing = all.filter(
            ({ state, expires }) => state !== 'revoked' && nowMs < expires * 1_000,
          );
          const cards = standing.filter(isCard).length;
          return [resident, { phones: standing.length - cards, cards }];
        }),
      );
    },
  };
}
