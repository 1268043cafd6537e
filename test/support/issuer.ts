import type { Issuer, IssuerPoints, Signer } from '../../functions/platform/signer.ts';
import type { KeyPair } from './key-pair.ts';

export function signerOf(keys: KeyPair, keyId = 1): Signer {
  return { keyId, publicKey: keys.publicKey, sign: async (message) => keys.sign(message) };
}

/** An issuer whose keys a test adds and withdraws; the newest signs. */
export type TestIssuer = Issuer & {
  rotate(keys: KeyPair, keyId: number): void;
  withdraw(keyId: number): void;
};

export function issuerWith(...first: readonly Signer[]): TestIssuer {
  let signers = [...first];
  let points: IssuerPoints | undefined;
  const change = (next: Signer[]): void => {
    signers = next;
    points = undefined;
  };
  return {
    signerAt: () => {
      const newest = signers.at(-1);
      if (newest === undefined) throw new Error('the issuer has no key');
      return newest;
    },
    pointsAt: () => {
      points ??= new Map(signers.map(({ keyId, publicKey }) => [keyId, publicKey]));
      return points;
    },
    rotate: (keys, keyId) => change([...signers, signerOf(keys, keyId)]),
    withdraw: (keyId) => change(signers.filter((signer) => signer.keyId !== keyId)),
  };
}
