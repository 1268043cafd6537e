import { createHash, createHmac } from 'node:crypto';

/**
 * ES256 with the nonce of RFC 6979, so that the same generator writes the same vectors. Slow and
 * not constant in time: for test vectors, whose keys are public, and for nothing else.
 */
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const G: Point = [
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
];
type Point = readonly [x: bigint, y: bigint];

const modulo = (value: bigint, by: bigint) => ((value % by) + by) % by;

function inverse(value: bigint, by: bigint): bigint {
  let [low, high] = [modulo(value, by), by];
  let [x, y] = [1n, 0n];
  while (low > 1n) {
    const times = high / low;
    [low, high] = [high - times * low, low];
    [x, y] = [y - times * x, x];
  }
  return modulo(x, by);
}

function add(one: Point | undefined, other: Point | undefined): Point | undefined {
  if (one === undefined) return other;
  if (other === undefined) return one;
  const [x1, y1] = one;
  const [x2, y2] = other;
  if (x1 === x2 && modulo(y1 + y2, P) === 0n) return undefined;
  const slope =
    x1 === x2
      ? (3n * x1 * x1 - 3n) * inverse(2n * y1, P)
      : (y2 - y1) * inverse(modulo(x2 - x1, P), P);
  const x = modulo(slope * slope - x1 - x2, P);
  return [x, modulo(slope * (x1 - x) - y1, P)];
}

/** G, 2G, 4G, …: what every multiple is added up from. */
const DOUBLINGS: readonly (Point | undefined)[] = (() => {
  const doublings: (Point | undefined)[] = [G];
  while (doublings.length < 256) doublings.push(add(doublings.at(-1), doublings.at(-1)));
  return doublings;
})();

function timesG(scalar: bigint): Point {
  let sum: Point | undefined;
  DOUBLINGS.forEach((point, bit) => {
    if (((scalar >> BigInt(bit)) & 1n) === 1n) sum = add(sum, point);
  });
  if (sum === undefined) throw new RangeError('no multiple of the order has a point');
  return sum;
}

const numberOf = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const bytesOf = (number: bigint) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** RFC 6979, 3.2, for SHA-256 and an order of 256 bits. */
function* nonces(privateKey: bigint, digest: bigint): Generator<bigint> {
  const hmac = (key: Uint8Array, ...parts: Uint8Array[]) =>
    createHmac('sha256', key).update(Buffer.concat(parts)).digest();
  const seed = Buffer.concat([bytesOf(privateKey), bytesOf(digest)]);
  let value: Buffer = Buffer.alloc(32, 1);
  let key: Buffer = Buffer.alloc(32, 0);
  key = hmac(key, value, Buffer.of(0), seed);
  value = hmac(key, value);
  key = hmac(key, value, Buffer.of(1), seed);
  value = hmac(key, value);
  for (;;) {
    value = hmac(key, value);
    const nonce = numberOf(value);
    if (nonce > 0n && nonce < N) yield nonce;
    key = hmac(key, value, Buffer.of(0));
    value = hmac(key, value);
  }
}

export type KeyPair = { readonly privateKey: bigint; readonly publicKey: Uint8Array };

/** A key pair that everybody can make from its label. */
export function keyPairFrom(label: string): KeyPair {
  const privateKey = modulo(numberOf(sha256(Buffer.from(label))), N - 1n) + 1n;
  const [x, y] = timesG(privateKey);
  const sign = (y & 1n) === 1n ? 3 : 2;
  return { privateKey, publicKey: Buffer.concat([Buffer.of(sign), bytesOf(x)]) };
}

/** r ‖ s as RFC 6979 gives it: s may be high. */
export function signDeterministically(privateKey: bigint, message: Uint8Array): Uint8Array {
  return signDigest(privateKey, sha256(message));
}

/** The same for a message of which the digest alone is known. */
export function signDigest(privateKey: bigint, sha256Digest: Uint8Array): Uint8Array {
  const digest = modulo(numberOf(sha256Digest), N);
  for (const nonce of nonces(privateKey, digest)) {
    const r = modulo(timesG(nonce)[0], N);
    const s = modulo(inverse(nonce, N) * (digest + r * privateKey), N);
    if (r !== 0n && s !== 0n) return Buffer.concat([bytesOf(r), bytesOf(s)]);
  }
  throw new Error('nonces never end');
}

/** The other signature of the same message: s replaced by n − s. */
export function malleated(signature: Uint8Array): Uint8Array {
  const s = numberOf(signature.subarray(32));
  return Buffer.concat([signature.subarray(0, 32), bytesOf(N - s)]);
}

export const ORDER_BYTES: Uint8Array = bytesOf(N);
