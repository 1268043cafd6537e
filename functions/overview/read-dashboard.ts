import type { CompoundId } from '../../shared/ids.ts';
import type { CompoundOverview } from '../../shared/messages/street.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { inNumbers } from './read-street.ts';
import type { SummaryStore } from './summary-store.ts';

export type ReadDashboardPorts = {
  readonly compounds: Pick<CompoundStore, 'findCompound'>;
  readonly summaries: Pick<SummaryStore, 'findSummary'>;
};

/** One compound as it was last counted: two small items, however many people live there. */
export async function readDashboard(
  { compounds, summaries }: ReadDashboardPorts,
  {
    actor,
    compoundId,
    now,
  }: { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number },
): Promise<CompoundOverview | Failure> {
  if (!mayAct(actor, 'dashboard.read', compoundId, now)) return fail('not_permitted');
  const compound = await compounds.findCompound(compoundId);
  if (compound === undefined) return fail('not_found');
  const { communityId, streetId, name } = compound;
  const summary = await summaries.findSummary(streetId, compoundId);
  return {
    compoundId,
    communityId,
    name,
    ...(summary === undefined ? {} : inNumbers(summary, now)),
  };
}
