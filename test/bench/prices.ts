/**
 * What AWS asks in us-east-1, US$, list prices without free tiers or discounts, read 2026-11 from
 * the services' pricing pages. Elsewhere they differ by up to a half; China's are in CNY.
 */
export const PRICES = {
  readAt: '2026-11',
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  /** HTTP API, each 512 KB. */
  apiRequest: 1.0e-6,
  lambdaRequest: 0.2e-6,
  /** arm64 */
  lambdaGbSecond: 0.0000133334,
  /** ECC_NIST_P256, each signature. */
  kmsSignature: 0.15 / 10_000,
  /** Of a key, a month. */
  kmsKey: 1,
  logGb: 0.5,
  /** HTTPS, behind the first ten million a month. */
  cdnRequest: 1.0e-6,
  cdnGb: 0.085,
} as const;

/**
 * One ES256 verification on a whole arm64 processor of Lambda's kind, about nine thousand a second.
 * Processor time is measured here as so many verifications of the same run, and priced as there.
 */
export const VERIFICATION_MS = 0.11;
/** A function of so much memory has a whole processor; of less, its share. */
export const WHOLE_PROCESSOR_MB = 1_769;
export const GUARD_MEMORY_MB = 1_024;
/** One round trip to the table within a region, as its documentation promises it: single digits. */
export const TABLE_ANSWER_MS = 4;
