import type { Pass } from '../../functions/passes/pass.ts';
import type {
  PassesOfResident,
  PassStore,
  StateChangeRequest,
} from '../../functions/passes/pass-store.ts';
import { operatorFacts } from '../../functions/platform/audit.ts';
import type { PassId } from '../../shared/ids.ts';
import { NOON } from './fixed-clock.ts';

/** Facts of what a test writes past the verbs. */
export const FACTS = operatorFacts('test', 'places', NOON);

type Unstated<T> = Omit<T, 'audit'>;

/** A store of passes whose writes bring the facts that a test need not state. */
export function withFacts(store: PassStore) {
  return {
    ...store,
    recordIssued: (
      pass: Pass,
      seen: PassesOfResident,
      replaced?: { readonly passId: PassId; readonly change: Unstated<StateChangeRequest> },
    ) =>
      store.recordIssued(
        { ...pass, audit: FACTS },
        seen,
        replaced && { ...replaced, change: { ...replaced.change, audit: FACTS } },
      ),
    recordRenewed: (pass: Pass, before: Pass) =>
      store.recordRenewed({ ...pass, audit: FACTS }, before),
    changeState: (id: PassId, change: Unstated<StateChangeRequest>) =>
      store.changeState(id, { ...change, audit: FACTS }),
  };
}
