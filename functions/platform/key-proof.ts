import { compactVerify } from 'jose';
import type * as z from 'zod';
import { signatureVerifier } from './signature-verifier.ts';

/**
 * Shows that whoever asks holds the private half of the key they name: a compact JWS by that very
 * key, typ `xq-device-key+jwt`, over what they ask for. It carries no time: sent again, it asks
 * for the same thing for the same key.
 */
const TYPE = 'xq-device-key+jwt';

/** @returns the claims, or undefined where the key is no point or the proof does not hold */
export async function readKeyProof<Claims extends z.ZodType>(
  proof: string,
  publicKey: Uint8Array,
  claims: Claims,
): Promise<z.output<Claims> | undefined> {
  const key = await signatureVerifier.importKey(publicKey);
  if (key === undefined) return undefined;
  try {
    const { payload, protectedHeader } = await compactVerify(proof, key, { algorithms: ['ES256'] });
    if (protectedHeader.typ !== TYPE) return undefined;
    return claims.safeParse(JSON.parse(new TextDecoder().decode(payload))).data;
  } catch {
    return undefined;
  }
}
