import type { Signer } from '../platform/signer.ts';

const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

/** A compact JWT by the issuer's key, wherever that is kept. */
export async function signedBy(
  signer: Signer,
  typ: string,
  claims: Readonly<Record<string, unknown>>,
): Promise<string> {
  const header = JSON.stringify({ alg: 'ES256', kid: `i${signer.keyId}`, typ });
  const input = `${base64url(header)}.${base64url(JSON.stringify(claims))}`;
  const signature = await signer.sign(Buffer.from(input, 'ascii'));
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}
