import { ARRIVAL_ERRORS } from './arrivals/arrival-errors.ts';
import { COMMON_ERRORS } from './common-errors.ts';
import { DESK_ERRORS } from './desk/desk-errors.ts';
import { DESTRUCTION_ERRORS } from './emergency/destruction-errors.ts';
import { EMERGENCY_ERRORS } from './emergency/emergency-errors.ts';
import { HEALTH_ERRORS } from './emergency/health-errors.ts';
import type { ErrorCode } from './error-codes.ts';
import { OFFICE_ERRORS } from './office-errors.ts';
import type { ErrorWords } from './own-errors.ts';
import { PHOTO_ERRORS } from './photo-errors.ts';
import { ROSTER_ERRORS } from './roster-errors.ts';
import { VISITOR_ERRORS } from './visitors/visitor-errors.ts';

export type { ErrorCode } from './error-codes.ts';

/**
 * Every refusal that leaves the server: a stable code, a plain sentence, and what to do next, in
 * both languages. Codes carry no transport; the server's edge maps each to its status.
 */
export const ERRORS = {
  ...COMMON_ERRORS,
  ...DESK_ERRORS,
  ...OFFICE_ERRORS,
  ...PHOTO_ERRORS,
  ...ROSTER_ERRORS,
  ...EMERGENCY_ERRORS,
  ...HEALTH_ERRORS,
  ...DESTRUCTION_ERRORS,
  ...ARRIVAL_ERRORS,
  ...VISITOR_ERRORS,
} as const satisfies Record<ErrorCode, ErrorWords>;
