import type { CompoundId, PlaceId, StaffId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import type { Lineages } from '../compounds/index.ts';
import { type DutyPorts, onDutyNow } from '../duty/index.ts';
import type { GrantStore } from '../permissions/index.ts';

type WorkingPorts = {
  readonly grants: Pick<GrantStore, 'listGrants'>;
  readonly lineages: Lineages;
};
/** Those who read alerts and answer for them in a compound. */
const READERS: readonly Role[] = ['community_worker', 'community_doctor'];

/** Everybody of the community who works at a compound at a moment, each once. */
export const communityOf =
  ({ grants, lineages }: WorkingPorts) =>
  async (compound: CompoundId, nowMs: number): Promise<readonly StaffId[]> => {
    const around: readonly PlaceId[] = ((await lineages.lineageOf(compound)) ?? []).map(
      ({ placeId }) => placeId,
    );
    const rows = await grants.listGrants(around, nowMs);
    const working = rows.filter(
      ({ role, node, since, until, endedAt }) =>
        READERS.includes(role) &&
        around.includes(node) &&
        since <= nowMs &&
        nowMs < until &&
        endedAt === undefined,
    );
    return [...new Set(working.map(({ staffId }) => staffId))].sort();
  };

/** Who of them is on duty by the plan; nobody where no plan says. */
export const communityOnDuty =
  (ports: WorkingPorts & Pick<DutyPorts, 'duty' | 'staffOf'>) =>
  async (compoundId: CompoundId, now: number): Promise<readonly StaffId[]> => {
    const planned = await onDutyNow(ports, { compoundId, post: 'community', now });
    const working = await communityOf(ports)(compoundId, now);
    return (planned?.staff ?? [])
      .map(({ staffId }) => staffId)
      .filter((staffId) => working.includes(staffId));
  };
