import { gateCodeSigningInput, writeGateCode } from '../../../shared/code/gate-code.ts';
import { compoundNumberOf, gateNumberOf } from '../../../shared/ids.ts';
import { sign } from '../../kit/device-key.ts';
import { gateChallengesOf } from '../decision/gate-challenges.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';

/** The text of this gate's code of a slot. It needs no network. */
export async function gateCodeOf(
  { gateId, gateSecret, keys }: Pick<EnrolledDevice, 'gateId' | 'gateSecret' | 'keys'>,
  host: string,
  slot: number,
): Promise<string> {
  const gate = gateNumberOf(gateId);
  const challenge = await gateChallengesOf(gate, gateSecret).challengeOf(slot);
  const fields = { compound: compoundNumberOf(gateId), gate, slot, challenge };
  return writeGateCode(host, fields, await sign(keys.signing, gateCodeSigningInput(fields)));
}
