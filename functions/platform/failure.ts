import { ERROR_CODES, type ErrorCode } from '../../shared/error-codes.ts';
import type { Office } from '../../shared/roles.ts';

/** A refusal, as a value: which one, and where it applies the field, the wait or the day. Carries no transport. */
export type Failure = {
  readonly failure: ErrorCode;
  /** Path of the offending field, such as `batches.0.scans.3.code`. */
  readonly field?: string;
  readonly retryAfterSeconds?: number;
  /** Unix milliseconds: when what stands in the way is over by itself. */
  readonly until?: number;
  /** Who was first, by their office and masked name. */
  readonly by?: { readonly office: Office; readonly maskedName: string };
};

type Detail = Omit<Failure, 'failure'>;

export function fail(code: ErrorCode, detail: Detail = {}): Failure {
  return { failure: code, ...detail };
}

const CODES: ReadonlySet<string> = new Set(ERROR_CODES);

export function isFailure(value: unknown): value is Failure {
  return (
    typeof value === 'object' &&
    value !== null &&
    'failure' in value &&
    typeof value.failure === 'string' &&
    CODES.has(value.failure)
  );
}
