import { ECDH } from 'node:crypto';
import { type KeyInOrder, signingKey, verifyingKeys } from './issuer-keys.ts';
import type { Issuer, IssuerPoints, Signer } from './signer.ts';

/** The issuer's keys as one place keeps them: the very same object for as long as nothing changed. */
export type HeldKeys = {
  readonly keys: readonly KeyInOrder[];
  /** Name → what signs with it. */
  readonly signers: ReadonlyMap<string, Signer>;
};

/** @param coordinates of a point of P-256, each 32 bytes, base64url */
export function compressedPoint({ x, y }: { readonly x: string; readonly y: string }): Uint8Array {
  const point = Buffer.concat([
    Buffer.of(4),
    Buffer.from(x, 'base64url'),
    Buffer.from(y, 'base64url'),
  ]);
  return Buffer.from(
    ECDH.convertKey(point, 'prime256v1', undefined, 'hex', 'compressed').toString(),
    'hex',
  );
}

/**
 * The issuer, from the keys that a place holds at each question.
 * @param goneAfterMs how long after its signature a pass may still be shown
 */
export function issuerOf(read: () => HeldKeys, goneAfterMs: number): Issuer {
  let given:
    | { readonly of: HeldKeys; readonly names: string; readonly points: IssuerPoints }
    | undefined;
  return {
    signerAt: (nowMs) => {
      const held = read();
      const signer = held.signers.get(signingKey(held, nowMs)?.kid ?? '');
      if (signer === undefined) throw new Error('no issuer key signs at this time');
      return signer;
    },
    pointsAt: (nowMs) => {
      const of = read();
      const verifying = verifyingKeys(of, nowMs, goneAfterMs);
      const names = verifying.map(({ kid }) => kid).join(' ');
      if (given?.of !== of || given.names !== names) {
        const points = new Map<number, Uint8Array>();
        for (const key of verifying) {
          const signer = of.signers.get(key.kid);
          if (signer !== undefined) points.set(signer.keyId, signer.publicKey);
        }
        given = { of, names, points };
      }
      return given.points;
    },
  };
}
