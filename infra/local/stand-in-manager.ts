import { accountOf } from '../../functions/identity/index.ts';
import type { StaffActor } from '../../functions/platform/actor.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { deriveKey } from '../../functions/platform/secrets.ts';
import type { Table } from '../../functions/platform/table.ts';
import { newSessionId } from '../../shared/ids.ts';
import { nodeOf, type StreetPlan } from './seed/plan.ts';

/** Only this long does the stand-in for the manager hold a role. */
const GRANTED_FOR_MS = 60_000;

/** What is needed to do what a manager of the plan does. */
export type DemoOffice = {
  readonly table: Table;
  readonly serverSecret: Uint8Array;
  readonly plan: StreetPlan;
  /** Unix milliseconds. */
  readonly now: number;
};

/** A compound's manager, for a minute. */
export function standInManager(
  { serverSecret, plan, now }: DemoOffice,
  compound: number,
): StaffActor {
  const manager = plan.staff.find(
    (member) => member.role === 'property_manager' && member.compound === compound,
  );
  if (manager === undefined) throw new Error(`the plan has no manager for compound ${compound}`);
  return {
    kind: 'staff',
    accountId: accountOf(deriveKey(serverSecret, 'phone'), manager.phone),
    staffId: manager.staffId,
    sessionId: newSessionId(randomBytes(10)),
    grants: [{ role: manager.role, node: nodeOf(manager), until: now + GRANTED_FOR_MS }],
  };
}
