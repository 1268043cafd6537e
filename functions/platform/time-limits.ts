/**
 * Another service that is silent is a fault, said while somebody still waits for it: three tries
 * of this length are over before a page gives up after ten seconds.
 */
const LONGEST_ANSWER_MS = 2_500;
export const TIME_LIMITS = {
  connectionTimeout: LONGEST_ANSWER_MS,
  requestTimeout: LONGEST_ANSWER_MS,
  throwOnRequestTimeout: true,
} as const;
