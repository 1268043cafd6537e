import { challengesOf, gateKeys, gateSecretOf } from '../../functions/gates/device-secrets.ts';
import { type GateCode, gateCodeSigningInput, writeGateCode } from '../../shared/code/gate-code.ts';
import { compoundNumberOf, gateNumberOf } from '../../shared/ids.ts';
import { slotAt } from '../../shared/time/slot.ts';
import type { GatePhone } from './gate-phone.ts';
import { SERVER_SECRET } from './street.ts';

/** The text on the screen of a gate's device at a moment. */
export async function shownAtGate(
  device: Pick<GatePhone, 'deviceId' | 'gateId' | 'signing'>,
  unixMs: number,
  changed: Partial<GateCode> = {},
): Promise<string> {
  const { deviceId, gateId, signing } = device;
  const slot = changed.slot ?? slotAt(unixMs);
  const challenges = challengesOf(() => gateSecretOf(gateKeys(SERVER_SECRET), deviceId), gateId);
  const fields = {
    compound: compoundNumberOf(gateId),
    gate: gateNumberOf(gateId),
    slot,
    challenge: await challenges.challengeOf(slot),
    ...changed,
  };
  return writeGateCode('ma.example.cn', fields, signing.sign(gateCodeSigningInput(fields)));
}
