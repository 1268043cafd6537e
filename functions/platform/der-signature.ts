const SEQUENCE = 0x30;
const INTEGER = 0x02;
const NUMBER_BYTES = 32;

/** One INTEGER at the place, as 32 bytes, and where it ends. */
function readNumber(der: Uint8Array, at: number): { number: Uint8Array; end: number } {
  const length = der[at + 1] ?? 0;
  const start = at + 2;
  const end = start + length;
  if (der[at] !== INTEGER || length === 0 || end > der.length) throw new RangeError(NOT_DER);
  // A number whose first bit is set carries a zero byte in front, so that it is not negative.
  const digits = der.subarray(der[start] === 0 ? start + 1 : start, end);
  if (digits.length > NUMBER_BYTES) throw new RangeError(NOT_DER);
  const number = new Uint8Array(NUMBER_BYTES);
  number.set(digits, NUMBER_BYTES - digits.length);
  return { number, end };
}
const NOT_DER = 'not the DER of a P-256 signature';

/**
 * A P-256 signature as KMS writes it (DER, SEQUENCE of two INTEGERs), as JOSE and the pass write it.
 * @returns 64 bytes r‖s
 * @throws RangeError
 */
export function rawSignature(der: Uint8Array): Uint8Array {
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2) throw new RangeError(NOT_DER);
  const r = readNumber(der, 2);
  const s = readNumber(der, r.end);
  if (s.end !== der.length) throw new RangeError(NOT_DER);
  const raw = new Uint8Array(2 * NUMBER_BYTES);
  raw.set(r.number);
  raw.set(s.number, NUMBER_BYTES);
  return raw;
}
