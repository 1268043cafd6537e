import { createHash } from 'node:crypto';
import * as z from 'zod';
import {
  AccountId,
  compoundNumberOf,
  HouseId,
  JoinRequestId,
  newJoinRequestId,
} from '../../shared/ids.ts';
import { TIES } from '../../shared/messages/register.ts';
import { KEPT_MS } from '../../shared/retention.ts';

/** How somebody who is not registered comes to be. */
export const JOIN_REQUEST_LIFECYCLE = [
  { from: 'none', to: 'asked', by: 'whoever proves a number' },
  {
    from: 'asked',
    to: 'approved',
    by: 'an adult of the household, property_manager, house_steward, community_worker, front_desk',
  },
  {
    from: 'asked',
    to: 'refused',
    by: 'an adult of the household, property_manager, house_steward, community_worker, front_desk',
  },
  { from: 'any', to: 'gone', by: 'time, 7 days after it was asked' },
] as const;

/** Long enough for a family that is away for the weekend. */
export const JOIN_REQUEST_LASTS_MS = KEPT_MS.join_request;

export const JoinRequest = z.object({
  joinRequestId: JoinRequestId,
  houseId: HouseId,
  houseLabel: z.string(),
  name: z.string(),
  maskedName: z.string(),
  tie: z.enum(TIES),
  accountId: AccountId,
  /** The number that was proven, sealed: for the answer, and gone with it. */
  sealedNumber: z.string().optional(),
  state: z.enum(['asked', 'approved', 'refused']),
  askedAt: z.number().int(),
  version: z.number().int(),
});
export type JoinRequest = z.infer<typeof JoinRequest>;

/** One number asks once for a house: the same again is the same request. */
export function joinRequestIdOf(house: HouseId, account: AccountId): JoinRequestId {
  const named = createHash('sha256').update(`${house} ${account}`).digest();
  return newJoinRequestId(compoundNumberOf(house), named);
}

export const isStanding = ({ state, askedAt }: JoinRequest, nowMs: number): boolean =>
  state === 'asked' && nowMs - askedAt < JOIN_REQUEST_LASTS_MS;
