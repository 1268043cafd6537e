import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { NOW_SECONDS, NOW_SLOT, passOf } from '../vectors/street.ts';
import type { Figure } from './figure.ts';
import { newKeys } from './phones.ts';

/**
 * The same pass and the same proof as the usual formats write them, made here; and the sizes that
 * others have published. Nothing of this has a target: it is what the targets were set against.
 */
async function jwsAndProof(): Promise<string> {
  const [issuer, device] = [newKeys(), newKeys()];
  const part = passOf('resident');
  const pass = await new SignJWT({
    cmp: part.compound,
    cls: part.class,
    gts: part.gates,
    cnf: { jwk: device.publicKey.export({ format: 'jwk' }) },
  })
    .setProtectedHeader({ alg: 'ES256', kid: 'i1', typ: 'xq-pass' })
    .setSubject(String(part.index))
    .setNotBefore(part.notBefore)
    .setExpirationTime(part.expires)
    .sign(issuer.privateKey);
  const proof = await new SignJWT({
    slot: NOW_SLOT,
    ath: createHash('sha256').update(pass).digest('base64url'),
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'xq-proof' })
    .sign(device.privateKey);
  return `${pass}~${proof}`;
}

/** SD-JWT with key binding, nothing selectively disclosed. */
async function sdJwtWithKeyBinding(): Promise<string> {
  const [issuer, device] = [newKeys(), newKeys()];
  const part = passOf('resident');
  const credential = await new SignJWT({
    vct: 'xq-pass',
    _sd_alg: 'sha-256',
    cmp: part.compound,
    cls: part.class,
    gts: part.gates,
    cnf: { jwk: device.publicKey.export({ format: 'jwk' }) },
  })
    .setProtectedHeader({ alg: 'ES256', kid: 'i1', typ: 'dc+sd-jwt' })
    .setSubject(String(part.index))
    .setNotBefore(part.notBefore)
    .setExpirationTime(part.expires)
    .sign(issuer.privateKey);
  const presented = `${credential}~`;
  const binding = await new SignJWT({
    nonce: String(NOW_SLOT),
    sd_hash: createHash('sha256').update(presented).digest('base64url'),
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt' })
    .setAudience('gat_3_1')
    .setIssuedAt(NOW_SECONDS)
    .sign(device.privateKey);
  return presented + binding;
}

const PUBLISHED = [
  ['transit', 12, 'the transit code, 360 bytes'],
  ['eu', 18, 'EU certificate, 555 characters at the median, level Q'],
  ['ctcr', 21, 'Dutch CTCR, 1,331 characters'],
  ['shc', 22, 'SMART Health Card, up to'],
] as const;

export async function otherFormats(versionOf: (text: string) => number): Promise<Figure[]> {
  const made = [
    ['jws', await jwsAndProof(), 'the same pass and proof as two compact JWS'],
    ['sdJwt', await sdJwtWithKeyBinding(), 'the same as SD-JWT with key binding'],
  ] as const;
  return [
    ...made.flatMap(([name, text, note]) => [
      { name: `code.${name}.chars`, value: text.length, unit: 'characters', note },
      { name: `code.${name}.version`, value: versionOf(text), unit: 'QR version', note: 'level L' },
    ]),
    ...PUBLISHED.map(([name, value, note]) => ({
      name: `code.${name}.version`,
      value,
      unit: 'QR version',
      note: `published: ${note}`,
    })),
  ];
}
