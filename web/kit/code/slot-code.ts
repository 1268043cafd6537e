import { base64urlnopad } from '@scure/base';
import { writeLiveCode } from '../../../shared/code/pass-code.ts';
import { type ProofValue, proofSigningInput } from '../../../shared/code/proof.ts';
import { sha256, sign } from '../device-key.ts';

/** Writes the text of the live code of one slot. */
export type CodeWriter = (slot: number) => Promise<string>;

/** What stays the same from slot to slot is worked out once. */
export function codeWriterOf({
  signedPass,
  key,
}: {
  /** The issuer-signed part and its signature, base64url. */
  readonly signedPass: string;
  readonly key: CryptoKeyPair;
}): CodeWriter {
  const signed = base64urlnopad.decode(signedPass);
  const digest = sha256(signed);
  return async (slot) => {
    const value: ProofValue = { mode: 'slot', slot };
    const proof = await sign(key, proofSigningInput(await digest, value));
    return writeLiveCode(signed, value, proof);
  };
}
