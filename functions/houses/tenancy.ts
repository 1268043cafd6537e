import * as z from 'zod';
import { AccountId, HouseId, ResidentId, TenancyId } from '../../shared/ids.ts';
import { TENANCY_STATES, ToldNotice } from '../../shared/messages/houses.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import { addDays, daysBetween } from '../../shared/time/shanghai-days.ts';
import { AuditFacts } from '../platform/audit.ts';

const KEEPERS = 'property_manager, house_steward, community_worker';

/** Being over is a day of the calendar and no penalty; only moving out ends a tenancy. */
export const TENANCY_LIFECYCLE = [
  { from: 'none', to: 'running', by: KEEPERS },
  { from: 'running', to: 'running', by: `${KEEPERS}, by another last day or other tenants` },
  { from: 'running', to: 'over', by: 'time, on the day after the last' },
  { from: 'over', to: 'running', by: `${KEEPERS}, by another last day` },
  { from: 'running', to: 'ended', by: `${KEEPERS}, by moving out` },
  { from: 'over', to: 'ended', by: `${KEEPERS}, by moving out` },
  { from: 'ended', to: 'gone', by: 'time, 3 years after it ended' },
] as const;

/** Tenant and landlord are told so many days before the last one; of what was missed, the latest alone. */
const NOTICE_DAYS = [30, 7, 1] as const;
type NoticeDays = (typeof NOTICE_DAYS)[number];

const Day = z.iso.date();

/** Who lets a house: somebody registered here, or somebody who lives elsewhere. */
export const Landlord = z.object({
  maskedName: z.string(),
  residentId: ResidentId.optional(),
  /** Whom to tell, where a number is known. */
  accountId: AccountId.optional(),
});
export type Landlord = z.infer<typeof Landlord>;

export const Tenancy = z.object({
  tenancyId: TenancyId,
  houseId: HouseId,
  from: Day,
  /** The last day. */
  to: Day,
  landlord: Landlord,
  tenants: z.array(ResidentId),
  state: z.enum(TENANCY_STATES),
  /** Whether its tenants' passes were made to ask, and have not been let go of yet. */
  asks: z.boolean(),
  /** Who is no tenant of it any more, and whose passes it has made ask. */
  leftAsking: z.array(ResidentId).optional(),
  /** Of this last day alone. */
  told: z.array(ToldNotice),
  /** When it is to be looked at next; absent where time changes nothing any more. */
  due: Day.optional(),
  endedOn: Day.optional(),
  version: z.number().int(),
  audit: AuditFacts,
});
export type StoredTenancy = z.infer<typeof Tenancy>;

type Dated = Pick<StoredTenancy, 'to' | 'told' | 'state' | 'asks'>;

/** What time makes of a tenancy on a day. */
export type TenancyStep =
  | { readonly do: 'turn_over' }
  | { readonly do: 'let_go' }
  | { readonly do: 'tell'; readonly days: NoticeDays; readonly daysLeft: number };

function noticeOn({ to, told }: Dated, today: string): TenancyStep | undefined {
  const daysLeft = daysBetween(today, to);
  const reached = NOTICE_DAYS.filter((days) => daysLeft <= days).at(-1);
  if (reached === undefined || told.some(({ days }) => days === reached)) return undefined;
  return { do: 'tell', days: reached, daysLeft };
}

export function stepOn(tenancy: Dated, today: string): TenancyStep | undefined {
  if (tenancy.state !== 'running') return undefined;
  if (today > tenancy.to) return { do: 'turn_over' };
  if (tenancy.asks) return { do: 'let_go' };
  return noticeOn(tenancy, today);
}

/** The day on which the tenancy is to be looked at next: today, where something is owed already. */
export function dueAfter(tenancy: Dated, today: string): string | undefined {
  if (tenancy.state !== 'running') return undefined;
  if (stepOn(tenancy, today) !== undefined) return today;
  const daysLeft = daysBetween(today, tenancy.to);
  const next = NOTICE_DAYS.find((days) => days < daysLeft);
  return addDays(tenancy.to, next === undefined ? 1 : -next);
}

/** From its end on, for as long as claims between tenant and landlord can be brought. */
export const TENANCY_KEPT_DAYS = KEPT_MS.tenancy / 86_400_000;
