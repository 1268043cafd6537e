/**
 * ES256 signatures are r ‖ s, 32 bytes each. With s, n − s verifies too, so a signature has a twin
 * that anybody can make without the key. One of the two is admitted: the one whose s is at most
 * half the order. Signers that cannot choose (WebCrypto, KMS) are normalised by the writer.
 */
export const SIGNATURE_BYTES = 64;
const HALF = 32;

const bytesOfHex = (hex: string) =>
  Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16),
  );

/** The order n of P-256, and n / 2 rounded down. */
const ORDER = bytesOfHex('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const HALF_ORDER = bytesOfHex('7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8');

/** Compares 32 bytes from `at` with a constant: negative, zero or positive. */
function compare(bytes: Uint8Array, at: number, constant: Uint8Array): number {
  for (let place = 0; place < HALF; place += 1) {
    const difference = (bytes[at + place] ?? 0) - (constant[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function isZero(bytes: Uint8Array, at: number): boolean {
  for (let place = at; place < at + HALF; place += 1) if (bytes[place] !== 0) return false;
  return true;
}

export function isLowS(signature: Uint8Array): boolean {
  return compare(signature, HALF, HALF_ORDER) <= 0;
}

/** The only form in which a signature is admitted: 64 bytes, 0 < r < n, 0 < s ≤ n / 2. */
export function isCanonicalSignature(signature: Uint8Array): boolean {
  return (
    signature.length === SIGNATURE_BYTES &&
    compare(signature, 0, ORDER) < 0 &&
    !isZero(signature, 0) &&
    isLowS(signature) &&
    !isZero(signature, HALF)
  );
}

/** The same signature with s ≤ n / 2. The argument is left as it was. @throws RangeError unless 64 bytes */
export function toLowS(signature: Uint8Array): Uint8Array {
  if (signature.length !== SIGNATURE_BYTES) throw new RangeError('a signature has 64 bytes');
  const low = new Uint8Array(signature);
  if (isLowS(signature)) return low;
  let borrow = 0;
  for (let place = HALF - 1; place >= 0; place -= 1) {
    const difference = (ORDER[place] ?? 0) - (signature[HALF + place] ?? 0) - borrow;
    borrow = difference < 0 ? 1 : 0;
    low[HALF + place] = difference & 0xff;
  }
  return low;
}
