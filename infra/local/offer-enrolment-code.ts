import {
  createEnrolmentCode,
  createEnrolmentCodeStore,
  createGateStore,
  gateKeys,
} from '../../functions/gates/index.ts';
import { accountOf } from '../../functions/identity/index.ts';
import type { StaffActor } from '../../functions/platform/actor.ts';
import { isFailure } from '../../functions/platform/failure.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { deriveKey } from '../../functions/platform/secrets.ts';
import type { Table } from '../../functions/platform/table.ts';
import { compoundNumberOf, type GateId, newSessionId } from '../../shared/ids.ts';
import { nodeOf, type StreetPlan } from './seed/plan.ts';

/** Only this long does the stand-in for the manager hold a role. */
const GRANTED_FOR_MS = 60_000;

/** A fresh enrolment code for a gate of the plan, as its compound's manager makes it. */
export async function offerEnrolmentCode(
  parts: {
    readonly table: Table;
    readonly serverSecret: Uint8Array;
    readonly plan: StreetPlan;
    /** Unix milliseconds. */
    readonly now: number;
  },
  gateId: GateId,
): Promise<string> {
  const { table, serverSecret, plan, now } = parts;
  const compound = compoundNumberOf(gateId);
  const manager = plan.staff.find(
    (member) => member.role === 'property_manager' && member.compound === compound,
  );
  if (manager === undefined) throw new Error(`the plan has no manager for ${gateId}`);
  const actor: StaffActor = {
    kind: 'staff',
    accountId: accountOf(deriveKey(serverSecret, 'phone'), manager.phone),
    staffId: manager.staffId,
    sessionId: newSessionId(randomBytes(10)),
    grants: [{ role: manager.role, node: nodeOf(manager), until: now + GRANTED_FOR_MS }],
  };
  const ports = {
    gates: createGateStore(table),
    codes: createEnrolmentCodeStore(table),
    keys: gateKeys(serverSecret),
    random: randomBytes,
  };
  const offered = await createEnrolmentCode(ports, { actor, gateId, now });
  if (isFailure(offered)) throw new Error(`no enrolment code for ${gateId}: ${offered.failure}`);
  return offered.code;
}
