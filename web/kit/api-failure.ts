import * as z from 'zod';
import { ERROR_CODES, type ErrorCode } from '../../shared/error-codes.ts';
import { OWN_ERRORS } from '../../shared/own-errors.ts';
import type { Words } from './language.ts';

/** `offline`: the request never reached the server, or its answer never came back. */
export type FailureCode = ErrorCode | 'offline';

/** A refusal, in words that can be shown as they are. */
export type ApiFailure = {
  readonly apiFailure: true;
  readonly code: FailureCode;
  /** What is the matter, and what to do next. */
  readonly words: { readonly says: Words; readonly next: Words };
  /** The field of the request's body that is meant. */
  readonly field?: string;
  readonly retryAfterSeconds?: number;
  /** Unix milliseconds: when what stands in the way is over by itself. */
  readonly until?: number;
  /** Who was first: an office, and a masked name. */
  readonly by?: { readonly office: string; readonly maskedName: string };
  readonly requestId?: string;
};

export function isApiFailure(value: unknown): value is ApiFailure {
  return typeof value === 'object' && value !== null && 'apiFailure' in value;
}

const OFFLINE_WORDS = {
  says: { zh: '网络不通。', en: 'There is no network.' },
  next: { zh: '请连上网后再试。', en: 'Try again once you are online.' },
} as const;

export const OFFLINE: ApiFailure = { apiFailure: true, code: 'offline', words: OFFLINE_WORDS };

/** Nothing of the server's came back: neither taken nor refused. */
export const isUnreached = ({ code, requestId }: ApiFailure): boolean =>
  code === 'offline' || (code === 'fault' && requestId === undefined);

function isKnown(code: string): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code);
}

/** A refusal that this page found by itself, in the words that the server would have used. */
export function failureOf(
  code: keyof typeof OWN_ERRORS,
  detail: { readonly field?: string } = {},
): ApiFailure {
  const { says, next } = OWN_ERRORS[code];
  return { apiFailure: true, code, words: { says, next }, ...detail };
}

const Sentence = z.object({ zh: z.string(), en: z.string() });
const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: Sentence,
    next: Sentence,
    field: z.string().optional(),
    retryAfterSeconds: z.number().optional(),
    until: z.number().optional(),
    by: z.object({ office: z.string(), maskedName: z.string() }).optional(),
    requestId: z.string().optional(),
  }),
});

/** Reads the server's error body. A newer server's unknown code keeps its words and is a fault. */
export function readFailure(body: unknown): ApiFailure {
  const read = ErrorBody.safeParse(body);
  if (!read.success) return failureOf('fault');
  const { code, message, next, field, retryAfterSeconds, until, by, requestId } = read.data.error;
  return {
    apiFailure: true,
    code: isKnown(code) ? code : 'fault',
    words: { says: message, next },
    ...(field === undefined ? {} : { field }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(until === undefined ? {} : { until }),
    ...(by === undefined ? {} : { by }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
