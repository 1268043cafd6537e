import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ErrorCode } from '../../shared/errors.ts';

/** The one place where a refusal becomes a number. */
export const HTTP_STATUS = {
  invalid_input: 400,
  body_too_large: 413,
  not_found: 404,
  not_signed_in: 401,
  session_expired: 401,
  session_reused: 401,
  not_permitted: 403,
  number_waiting: 403,
  origin_refused: 403,
  wrong_code: 401,
  too_many_attempts: 429,
  too_many_codes: 429,
  enrolment_code_invalid: 401,
  too_many_enrolment_attempts: 429,
  device_signature_invalid: 401,
  device_clock_off: 401,
  device_not_enrolled: 403,
  shift_not_open: 409,
  relief_not_proven: 409,
  device_key_limit: 409,
  pass_suspended: 409,
  device_lost: 409,
  pass_revoked: 409,
  state_conflict: 409,
  plate_elsewhere: 409,
  tenant_elsewhere: 409,
  fault: 500,
} as const satisfies Record<ErrorCode, ContentfulStatusCode>;
