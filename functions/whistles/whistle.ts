import * as z from 'zod';
import { GridId, RequestId, StaffId, WhistleId } from '../../shared/ids.ts';
import { type CalledState, LINK_OPENS_FOR_DAYS } from '../../shared/messages/whistles.ts';
import { OFFICES } from '../../shared/roles.ts';
import type { AuditFacts } from '../platform/audit.ts';

const UnixMs = z.number().int();
const DAY_MS = 86_400_000;

/** As it was written; nothing reads it back. */
const Facts = z.custom<AuditFacts>((facts) => typeof facts === 'object' && facts !== null);

const Answer = z.object({
  says: z.enum(['arrived', 'coming', 'not_ours']),
  at: UnixMs,
  comesAt: UnixMs.optional(),
  note: z.string().optional(),
});
const Department = z.object({
  name: z.string(),
  /** By when it has to answer. */
  by: UnixMs,
  /** The latest that it said. */
  answer: Answer.optional(),
  /** When it was told that nothing was said in time. */
  silentAt: UnixMs.optional(),
});
export type Department = z.infer<typeof Department>;

/** A call on departments, with everything that they said: each answer is one conditional write. */
export const StoredWhistle = z.object({
  whistleId: WhistleId,
  requestId: RequestId,
  gridId: GridId.optional(),
  asked: z.string(),
  /** 锦苑小区 3幢 */
  place: z.string(),
  hotlineNumber: z.string().optional(),
  departments: z.array(Department),
  at: UnixMs,
  by: z.object({ staffId: StaffId, office: z.enum(OFFICES), maskedName: z.string() }),
  version: z.number().int(),
  audit: Facts,
});
export type StoredWhistle = z.infer<typeof StoredWhistle>;

/** What can become of one department's call. */
export const CALLED_LIFECYCLE = [
  { from: 'none', to: 'called', by: ['community_worker', 'grid_leader'] },
  { from: 'called', to: 'coming', by: ['department'] },
  { from: 'called', to: 'arrived', by: ['department'] },
  { from: 'called', to: 'not_ours', by: ['department'] },
  { from: 'called', to: 'silent', by: ['time'] },
  { from: 'silent', to: 'coming', by: ['department'] },
  { from: 'silent', to: 'arrived', by: ['department'] },
  { from: 'silent', to: 'not_ours', by: ['department'] },
  { from: 'coming', to: 'coming', by: ['department'] },
  { from: 'coming', to: 'arrived', by: ['department'] },
  { from: 'coming', to: 'not_ours', by: ['department'] },
  { from: 'not_ours', to: 'coming', by: ['department'] },
  { from: 'not_ours', to: 'arrived', by: ['department'] },
] as const satisfies readonly {
  readonly from: CalledState | 'none';
  readonly to: CalledState;
  readonly by: readonly string[];
}[];

export const canBecome = (from: CalledState, to: CalledState): boolean =>
  CALLED_LIFECYCLE.some((row) => row.from === from && row.to === to);

/** What it said counts, also where it said so late. */
export function stateOf({ answer, silentAt }: Department): CalledState {
  if (answer !== undefined) return answer.says;
  return silentAt === undefined ? 'called' : 'silent';
}

/** Until when a department's link can be opened. */
export const opensUntil = ({ by }: Department): number => by + LINK_OPENS_FOR_DAYS * DAY_MS;

/** When the last of its links has ended. */
export const isOverAt = ({ departments }: StoredWhistle): number =>
  Math.max(...departments.map(opensUntil));
