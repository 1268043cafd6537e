import * as z from 'zod';
import { Plate } from '../../shared/houses/plate.ts';
import { HouseId, MoveId, ResidentId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { AuditFacts } from '../platform/audit.ts';
import type { StoredTenancy } from './tenancy.ts';

/** Written down before the first thing ends, so that whatever breaks off is finished. */
export const MOVING_OUT_LIFECYCLE = [
  { from: 'none', to: 'recorded', by: 'property_manager, house_steward, community_worker' },
  {
    from: 'recorded',
    to: 'done',
    by: 'the same request, the same again, or time, every 5 minutes',
  },
  { from: 'done', to: 'gone', by: 'time, 3 years later' },
] as const;

export const Move = z.object({
  moveId: MoveId,
  houseId: HouseId,
  residents: z.array(ResidentId),
  plates: z.array(Plate),
  /** The day in Shanghai. */
  on: z.iso.date(),
  state: z.enum(['recorded', 'done']),
  version: z.number().int(),
  audit: AuditFacts,
});
export type Move = z.infer<typeof Move>;

/** As long as claims between tenant and landlord can be brought. */
export const MOVE_KEPT_DAYS = KEPT_MS.tenancy / 86_400_000;

/** A tenancy once these people are out of it: ended where nobody is left. */
export function tenancyWithout(
  tenancy: StoredTenancy,
  gone: readonly ResidentId[],
  on: string,
): Pick<StoredTenancy, 'tenants' | 'state' | 'endedOn'> | undefined {
  const { tenants, state } = tenancy;
  if (state === 'ended' || !tenants.some((tenant) => gone.includes(tenant))) return undefined;
  const left = tenants.filter((tenant) => !gone.includes(tenant));
  // Who the tenants were is what the ended tenancy is kept for.
  if (left.length === 0) return { tenants, state: 'ended', endedOn: on };
  return { tenants: left, state, endedOn: undefined };
}
