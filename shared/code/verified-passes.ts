/**
 * The passes whose issuer's signature has been verified here, so that a phone seen before costs
 * one verification instead of two and an import.
 *
 * Keyed on every byte of the issuer-signed part and its signature, never on the index: a pass
 * that its holder made up himself must not be vouched for by the genuine one of the same index.
 * Holds successes only, at most `capacity` of them; an entry counts only under the very key that
 * verified it, so a key that was withdrawn or replaced takes its passes with it.
 */
export type VerifiedPass<Key> = {
  /** SHA-256 of the part and its signature. */
  readonly digest: Uint8Array;
  /** Absent on a card. */
  readonly deviceKey?: Key;
};

type Entry<Key> = VerifiedPass<Key> & { readonly issuerKey: Key };

/** A large compound at one gate: 2,048 entries are about 1 MB. */
const DEFAULT_CAPACITY = 2_048;

/** One character a byte: a pass and a card have different lengths, so no two keys meet. */
function keyOf(signedBytes: Uint8Array): string {
  return Reflect.apply(String.fromCharCode, undefined, signedBytes);
}

export class VerifiedPasses<Key> {
  readonly #entries = new Map<string, Entry<Key>>();
  readonly #capacity: number;

  constructor(capacity = DEFAULT_CAPACITY) {
    this.#capacity = capacity;
  }

  get(signedBytes: Uint8Array, issuerKey: Key): VerifiedPass<Key> | undefined {
    const entry = this.#entries.get(keyOf(signedBytes));
    return entry?.issuerKey === issuerKey ? entry : undefined;
  }

  /** Call only after the issuer's signature verified under `issuerKey`. */
  add(signedBytes: Uint8Array, issuerKey: Key, pass: VerifiedPass<Key>): void {
    const key = keyOf(signedBytes);
    this.#entries.delete(key);
    this.#entries.set(key, { ...pass, issuerKey });
    if (this.#entries.size <= this.#capacity) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }

  /** On the withdrawal of any issuer key. */
  clear(): void {
    this.#entries.clear();
  }
}
