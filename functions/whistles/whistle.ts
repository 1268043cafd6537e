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
  /** When it was asked again, because it had not come by the time that it named. */
  askedAgainAt: UnixMs.optional(),
});
const Department = z.object({
  name: z.string(),
  /** By when it has to answer. */
  by: UnixMs,
  /** The latest that it said. */
  answer: Answer.optional(),
  /** When it was told that nothing was said in time, or after it did not come. */
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
  takenBack: z
    .object({
      at: UnixMs,
      reason: z.string(),
      by: z.object({ office: z.enum(OFFICES), maskedName: z.string() }),
    })
    .optional(),
  version: z.number().int(),
  audit: Facts,
});
export type StoredWhistle = z.infer<typeof StoredWhistle>;

/** What can become of a whistle: while it is taken back, nobody answers and nobody is chased. */
export const WHISTLE_LIFECYCLE = [
  { from: 'none', to: 'blown', by: 'community_worker, grid_leader' },
  { from: 'blown', to: 'taken_back', by: 'community_worker, grid_leader, with a reason' },
] as const;

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
  { from: 'coming', to: 'silent', by: ['time'] },
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

/** What it said counts, also where it said so late; until it was silent after that. */
export function stateOf({ answer, silentAt }: Department): CalledState {
  if (silentAt !== undefined && (answer === undefined || answer.at < silentAt)) return 'silent';
  return answer === undefined ? 'called' : answer.says;
}

/** How long it has, once it was asked again, until it counts as silent. */
export const ASKED_AGAIN_FOR_MS = 2 * 3_600_000;

/** When the clock has to look at a department next: its time, the one that it named, or the end of that. */
export function callDueAt(department: Department): number | undefined {
  const { by, answer } = department;
  const state = stateOf(department);
  if (state === 'called') return by;
  if (state !== 'coming' || answer?.comesAt === undefined) return undefined;
  const { askedAgainAt } = answer;
  return askedAgainAt === undefined ? answer.comesAt : askedAgainAt + ASKED_AGAIN_FOR_MS;
}

/** A department after its time has come: asked again where it said that it would come, or silent. */
export function overdue(department: Department, now: number): Department {
  const { answer } = department;
  return answer === undefined || answer.askedAgainAt !== undefined
    ? { ...department, silentAt: now }
    : { ...department, answer: { ...answer, askedAgainAt: now } };
}

/** Until when a department's link can be opened: it may have named a later time itself. */
export const opensUntil = ({ by, answer }: Department): number =>
  Math.max(by, answer?.comesAt ?? by) + LINK_OPENS_FOR_DAYS * DAY_MS;

/** When the last of its links has ended. */
export const isOverAt = ({ departments }: StoredWhistle): number =>
  Math.max(...departments.map(opensUntil));
