import * as z from 'zod';
import { AccountId, HouseId, InvitationId, ResidentId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { endsAt, VisitTimes } from '../../shared/visitors/visit-times.ts';
import { VISIT_TYPES } from '../../shared/visitors/visit-types.ts';
import { AuditFacts } from '../platform/audit.ts';

export const INVITATION_LIFECYCLE = [
  { from: 'none', to: 'active', by: 'a resident of the house' },
  { from: 'active', to: 'cancelled', by: 'whoever made it' },
  { from: 'active', to: 'over', by: 'time: its last moment' },
  { from: 'cancelled', to: 'deleted', by: 'time, 30 days after its last moment' },
  { from: 'over', to: 'deleted', by: 'time, 30 days after its last moment' },
] as const;

/** A browser by its key: 32 bytes of a hash, in hex. */
const Thumbprint = z.string();

export const StoredInvitation = z.object({
  invitationId: InvitationId,
  houseId: HouseId,
  /** Who invites, and by which number they are told. */
  residentId: ResidentId,
  account: AccountId,
  /** 锦苑小区, 3幢, 3幢2单元501 */
  place: z.string(),
  building: z.string(),
  houseLabel: z.string(),
  name: z.string(),
  type: z.enum(VISIT_TYPES),
  times: VisitTimes,
  plate: z.string().optional(),
  most: z.number().int(),
  /** How many have opened it: by these visits. */
  opened: z.number().int(),
  serials: z.array(z.number().int()),
  state: z.enum(['active', 'cancelled']),
  /** A second browser that opened the link of one person, until the host has answered. */
  asking: z.object({ thumbprint: Thumbprint, at: z.number().int() }).optional(),
  /** The host let it: it takes over when it opens the link again, with what was used before. */
  allowed: z.object({ thumbprint: Thumbprint, entered: z.number().int() }).optional(),
  /** The host said no to it. */
  refused: Thumbprint.optional(),
  at: z.number().int(),
  version: z.number().int(),
  audit: AuditFacts,
});
export type StoredInvitation = z.infer<typeof StoredInvitation>;

export const isActiveAt = ({ state, times }: StoredInvitation, now: number): boolean =>
  state === 'active' && now < endsAt(times);

/** Unix milliseconds. */
export const invitationGoneAt = ({ times }: Pick<StoredInvitation, 'times'>): number =>
  endsAt(times) + KEPT_MS.invitation;
