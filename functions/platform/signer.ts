/** The issuer's key, wherever it is kept. It never leaves there. */
export interface Signer {
  /** Stands in every pass and, as `i<number>`, in the key set. */
  readonly keyId: number;
  /** Compressed P-256 point, 33 bytes. */
  readonly publicKey: Uint8Array;
  /** ES256 over the message: 64 bytes r‖s, low s. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}
