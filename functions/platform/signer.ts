/** One of the issuer's keys, wherever it is kept. It never leaves there. */
export interface Signer {
  /** Stands in every pass and, as `i<number>`, in the key set. */
  readonly keyId: number;
  /** Compressed P-256 point, 33 bytes. */
  readonly publicKey: Uint8Array;
  /** ES256 over the message: 64 bytes r‖s, low s. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** The issuer's public keys: number → compressed point. */
export type IssuerPoints = ReadonlyMap<number, Uint8Array>;

/**
 * The issuer, whose keys follow one another: one signs, those before it still verify until the
 * last pass they signed is gone, one that was withdrawn verifies nothing.
 */
export interface Issuer {
  /** The key that signs at this moment. */
  signerAt(nowMs: number): Signer;
  /**
   * Every key that verifies at this moment, the one that signs next among them. The very same map
   * for as long as they are the same keys.
   */
  pointsAt(nowMs: number): IssuerPoints;
}
