import { expect, vi } from 'vitest';
import { createChainStore, verifyChain } from '../../../../functions/audit/index.ts';
import { type Cloud, invoke } from './cloud.ts';
import { scheduleOf } from './triggers.ts';

const SOON_MS = 30_000;

/** The stream brings changes to the sealer; at night nothing is found that is in no chain. */
export async function changesAreSealed({ deployed, stack }: Cloud): Promise<void> {
  const chains = createChainStore(deployed.table);
  await vi.waitFor(async () => {
    const sealed = chains.readChain('cmp_1', 1);
    const verdict = await verifyChain(sealed, { chain: 'cmp_1', now: Date.now() });
    expect(verdict.facts).toBeGreaterThan(0);
    expect(verdict.broken).toBeUndefined();
  }, SOON_MS);
  const { name, event } = scheduleOf(stack, 'cron(0 20 * * ? *)');
  await invoke(deployed, name, event);
}
