import type { PassWithdrawal } from '../residents/index.ts';
import { isCard } from './pass.ts';
import type { PassStore } from './pass-store.ts';

/** What the register asks of passes. */
export function createPassWithdrawal(
  passes: Pick<PassStore, 'findPassesOfResident' | 'changeState'>,
): PassWithdrawal {
  return {
    ofMovedOut: async (resident, audit) => {
      const { by, at } = audit;
      const found = await passes.findPassesOfResident(resident, at);
      const change = {
        to: 'revoked',
        as: 'moving_out',
        reason: 'moved_out',
        by,
        at,
        audit,
      } as const;
      for (const { passId } of found.passes) await passes.changeState(passId, change);
    },

    ofNumber: async (resident, account, audit) => {
      const { by, at } = audit;
      const found = await passes.findPassesOfResident(resident, at);
      const theirs = found.passes.filter((pass) => !isCard(pass) && pass.issue.by === account);
      const change = { to: 'revoked', as: 'proxy_end', reason: 'own_wish', by, at, audit } as const;
      for (const { passId } of theirs) await passes.changeState(passId, change);
    },
  };
}
