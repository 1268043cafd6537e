import { createHash, randomBytes } from 'node:crypto';
import { writeLiveCode } from '../../shared/code/pass-code.ts';
import { type ProofValue, proofSigningInput } from '../../shared/code/proof.ts';
import { newSessionId, passIndexOf, type ResidentId, type SessionId } from '../../shared/ids.ts';
import type { IssuedPass } from '../../shared/messages/passes.ts';
import { slotAt } from '../../shared/time/slot.ts';
import { type KeyPair, newKeyPair } from './key-pair.ts';

/** A resident's phone: holds a key, shows codes. */
export type ResidentPhone = {
  readonly residentId: ResidentId;
  /** Of the sign-in on this phone. */
  readonly sessionId: SessionId;
  readonly keys: KeyPair;
  /** The body of a request for this phone's pass. */
  passRequest(): { deviceKey: string; proof: string };
  keep(pass: IssuedPass): void;
  readonly pass: IssuedPass;
  readonly index: number;
  /** The code on the screen at this moment. */
  showAt(unixMs: number): string;
  show(value: ProofValue): string;
};

export function newResidentPhone(
  residentId: ResidentId,
  keys = newKeyPair(),
  sessionId = newSessionId(randomBytes(10)),
): ResidentPhone {
  let kept: IssuedPass | undefined;
  const held = (): IssuedPass => {
    if (kept === undefined) throw new Error('this phone has no pass yet');
    return kept;
  };
  const show = (value: ProofValue): string => {
    const signed = Buffer.from(held().pass, 'base64url');
    const digest = createHash('sha256').update(signed).digest();
    return writeLiveCode(signed, value, keys.sign(proofSigningInput(digest, value)));
  };
  return {
    residentId,
    sessionId,
    keys,
    passRequest: () => ({
      deviceKey: keys.publicText,
      proof: keys.token({ typ: 'xq-device-key+jwt' }, { sub: residentId }),
    }),
    keep: (pass) => {
      kept = pass;
    },
    get pass() {
      return held();
    },
    get index() {
      return passIndexOf(held().passId);
    },
    show,
    showAt: (unixMs) => show({ mode: 'slot', slot: slotAt(unixMs) }),
  };
}
