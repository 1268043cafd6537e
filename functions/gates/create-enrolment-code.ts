import { compoundOf, type GateId } from '../../shared/ids.ts';
import type { EnrolmentCode } from '../../shared/messages/gates.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { GateKeys } from './device-secrets.ts';
import { drawEnrolmentCode, ENROLMENT_CODE_LIFE_MS, hashEnrolmentCode } from './enrolment-code.ts';
import type { EnrolmentCodeStore } from './enrolment-code-store.ts';
import type { GateStore } from './gate-store.ts';

export type CreateEnrolmentCodePorts = {
  readonly gates: Pick<GateStore, 'findGate'>;
  readonly codes: EnrolmentCodeStore;
  readonly keys: GateKeys;
  readonly random: RandomBytes;
};

/** With a thousand codes on offer one draw in 100,000 is taken; so many in a row are a fault. */
const MOST_DRAWS = 8;

/** Puts eight digits on offer with which one device becomes this gate's. */
export async function createEnrolmentCode(
  { gates, codes, keys, random }: CreateEnrolmentCodePorts,
  {
    actor,
    gateId,
    now,
  }: { readonly actor: StaffActor; readonly gateId: GateId; readonly now: number },
): Promise<EnrolmentCode | Failure> {
  if (!mayAct(actor, 'enrolment_code.create', compoundOf(gateId), now)) {
    return fail('not_permitted');
  }
  if ((await gates.findGate(gateId)) === undefined) return fail('not_found');
  const expiresAt = now + ENROLMENT_CODE_LIFE_MS;
  const offer = { gateId, offeredBy: actor.staffId, offeredAt: now, expiresAt };
  const audit = factsOf(actor, {
    action: 'enrolment_code.create',
    place: compoundOf(gateId),
    purpose: 'gate',
    now,
  });
  for (let draws = 0; draws < MOST_DRAWS; draws++) {
    const code = drawEnrolmentCode(random);
    const outcome = await codes.offerCode(hashEnrolmentCode(keys.enrolment, code), offer, audit);
    if (outcome === 'offered') return { code, expiresAt };
  }
  throw new Error('every enrolment code that was drawn is on offer');
}
