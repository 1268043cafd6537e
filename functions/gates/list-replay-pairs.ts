import type { CompoundId } from '../../shared/ids.ts';
import type { ReplayPair } from '../../shared/messages/gates.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { ReplayPairStore } from './replay-pair-store.ts';

/** What was let in twice in a compound, for whoever manages it. */
export async function listReplayPairs(
  { pairs }: { readonly pairs: Pick<ReplayPairStore, 'listPairs'> },
  {
    actor,
    compoundId,
    now,
  }: { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number },
): Promise<{ pairs: ReplayPair[] } | Failure> {
  if (!mayAct(actor, 'replay_pair.list', compoundId, now)) return fail('not_permitted');
  return { pairs: await pairs.listPairs(compoundId, now) };
}
