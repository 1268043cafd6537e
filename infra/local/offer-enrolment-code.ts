import {
  createEnrolmentCode,
  createEnrolmentCodeStore,
  createGateStore,
  gateKeys,
} from '../../functions/gates/index.ts';
import { isFailure } from '../../functions/platform/failure.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { compoundNumberOf, type GateId } from '../../shared/ids.ts';
import { type DemoOffice, standInManager } from './stand-in-manager.ts';

/** A fresh enrolment code for a gate of the plan, as its compound's manager makes it. */
export async function offerEnrolmentCode(office: DemoOffice, gateId: GateId): Promise<string> {
  const { table, serverSecret, now } = office;
  const actor = standInManager(office, compoundNumberOf(gateId));
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
