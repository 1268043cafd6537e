import * as z from 'zod';
import { endpoint } from './endpoint.ts';

const Coordinate = z.base64url().length(43);

/** An issuer's public key (RFC 7517). `kid` is `i` and the number that passes carry. */
export const IssuerJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  kid: z.string().regex(/^i[0-9]{1,3}$/),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
  x: Coordinate,
  y: Coordinate,
});
export const IssuerKeySet = z.object({ keys: z.array(IssuerJwk) });
export type IssuerKeySet = z.infer<typeof IssuerKeySet>;

/** Every key under which passes are still good. Public. */
export const readIssuerKeys = endpoint({
  method: 'GET',
  path: '/.well-known/jwks.json',
  answer: IssuerKeySet,
});
