import { base64urlnopad } from '@scure/base';
import * as z from 'zod';
import type { IssuerKeys } from '../../../shared/code/verify-code.ts';
import { endpoint } from '../../../shared/messages/endpoint.ts';

const Coordinate = z.base64url().length(43);

/** RFC 7517, kept to what a pass can be signed with. Keys of other kinds are passed over. */
const Jwks = z.object({ keys: z.array(z.unknown()) });
const IssuerJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  kid: z.string().regex(/^i[0-9]{1,3}$/),
  x: Coordinate,
  y: Coordinate,
});

export const readIssuerKeySet = endpoint({
  method: 'GET',
  path: '/.well-known/jwks.json',
  answer: Jwks,
});

/** An issuer's key ready for use, and the point that it was made from. */
type HeldKey<Key> = { readonly point: string; readonly key: Key };
export type HeldIssuerKeys<Key> = ReadonlyMap<number, HeldKey<Key>>;

export type KeyImport<Key> = (point: Uint8Array) => Key | undefined | Promise<Key | undefined>;

/**
 * The issuer's keys in a JWKS. A key held already stays the very same object, so that passes
 * verified under it stay known. Undefined for what is no key set at all.
 */
export async function issuerKeysIn<Key>(
  body: unknown,
  importKey: KeyImport<Key>,
  held: HeldIssuerKeys<Key>,
): Promise<HeldIssuerKeys<Key> | undefined> {
  const jwks = Jwks.safeParse(body);
  if (!jwks.success) return undefined;
  const keys = new Map<number, HeldKey<Key>>();
  for (const candidate of jwks.data.keys) {
    const jwk = IssuerJwk.safeParse(candidate);
    if (!jwk.success) continue;
    const id = Number(jwk.data.kid.slice(1));
    const point = pointOf(jwk.data);
    const text = base64urlnopad.encode(point);
    const known = held.get(id);
    const key = known?.point === text ? known.key : await importKey(point);
    if (key !== undefined) keys.set(id, { point: text, key });
  }
  return keys;
}

/** Whether a key that was held is gone or replaced: what was verified under it counts no more. */
export function withdrawsAny<Key>(held: HeldIssuerKeys<Key>, next: HeldIssuerKeys<Key>): boolean {
  return [...held].some(([id, { point }]) => next.get(id)?.point !== point);
}

export function asIssuerKeys<Key>(held: HeldIssuerKeys<Key>): IssuerKeys<Key> {
  return new Map([...held].map(([id, { key }]) => [id, key]));
}

/** The compressed point, 33 bytes. */
function pointOf({ x, y }: z.infer<typeof IssuerJwk>): Uint8Array {
  const lastOfY = base64urlnopad.decode(y)[31] ?? 0;
  return new Uint8Array([lastOfY % 2 === 0 ? 2 : 3, ...base64urlnopad.decode(x)]);
}
