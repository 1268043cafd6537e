/**
 * A P-256 point from its x and the sign of its y, for browsers whose WebCrypto takes only
 * uncompressed points: y² = x³ − 3x + b, and since p ≡ 3 (mod 4) the root is a power.
 */
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const COMPRESSED_BYTES = 33;
const HALF = 32;

const modulo = (value: bigint) => ((value % P) + P) % P;

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = modulo(result * square);
    square = modulo(square * square);
  }
  return result;
}

function numberOf(bytes: Uint8Array): bigint {
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  return number;
}

function writeNumber(number: bigint, bytes: Uint8Array, at: number): void {
  let rest = number;
  for (let place = at + HALF - 1; place >= at; place -= 1) {
    bytes[place] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}

/** 65 bytes, 4 ‖ x ‖ y; undefined for 33 bytes that are no point of the curve. */
export function decompressPoint(compressed: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const sign = compressed[0];
  if (compressed.length !== COMPRESSED_BYTES || (sign !== 2 && sign !== 3)) return undefined;
  const x = numberOf(compressed.subarray(1));
  if (x >= P) return undefined;
  const square = modulo(x * x * x - 3n * x + B);
  const root = power(square, (P + 1n) / 4n);
  if (modulo(root * root) !== square) return undefined;
  const isOdd = (root & 1n) === 1n;
  const y = isOdd === (sign === 3) ? root : modulo(-root);
  const point = new Uint8Array(1 + 2 * HALF);
  point[0] = 4;
  writeNumber(x, point, 1);
  writeNumber(y, point, 1 + HALF);
  return point;
}
