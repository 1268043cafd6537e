import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { StatusCode } from 'hono/utils/http-status';
import { COMMON_ERRORS } from '../../shared/common-errors.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { ErrorWords } from '../../shared/own-errors.ts';
import { type Clock, systemClock } from './clock.ts';
import { type Failure, fail } from './failure.ts';
import { HTTP_STATUS } from './http-status.ts';
import {
  beginRequest,
  type RequestContext,
  type RequestState,
  readRequest,
} from './incoming-request.ts';
import { type Log, stderrLog } from './log.ts';
import { isFromOurPages } from './origin.ts';
import type { ReadLog } from './reads.ts';
import { newRequestId } from './request-id.ts';

export type App = Hono<RequestState>;

export type AppOptions = {
  readonly clock?: Clock;
  readonly log?: Log;
  /** Where reads of personal data are kept; needed by an app that has any. */
  readonly reads?: ReadLog;
  /** Where the pages are served, such as `https://gate.example`. */
  readonly publicOrigin?: string;
  /** What the edge sends along; where set, whoever reaches the server past the edge is refused. */
  readonly edgeSecret?: string;
  /** Of refusals that not every app gives. */
  readonly words?: Words;
};

/** Of every route that does not say otherwise. Four batches of 25 scans at their longest are 60 KB. */
export const BODY_LIMIT_BYTES = 64 * 1024;

/** Answers of the API are one person's, of one moment, and never a document to be shown. */
const API_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;

/**
 * The one way out: every answer has the closed headers, its request's id and the server's time.
 * They go out as one plain record, since servers send such a record as it stands.
 */
export function answerWith(
  c: RequestContext,
  status: StatusCode,
  body: string | Uint8Array<ArrayBuffer> | null,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const all = {
    ...API_HEADERS,
    'xq-request': c.get('requestId'),
    'xq-time': String(c.get('clock')()),
    ...(body === null ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
  return c.newResponse(body, { status, headers: all });
}

type Words = { readonly [Code in ErrorCode]?: ErrorWords };
const COMMON: Words = COMMON_ERRORS;

/** The one error mapper: code, words in both languages, and which request it was. */
export function answerFailure(c: RequestContext, refused: Failure): Response {
  const words = COMMON[refused.failure] ?? c.get('words')?.[refused.failure];
  if (words === undefined) throw new TypeError(`an app without words for ${refused.failure}`);
  const { says, next } = words;
  const { failure: code, ...detail } = refused;
  const error = { code, message: says, next, ...detail, requestId: c.get('requestId') };
  const wait = detail.retryAfterSeconds;
  const headers: Record<string, string> = {};
  if (wait !== undefined) headers['retry-after'] = String(wait);
  return answerWith(c, HTTP_STATUS[code], JSON.stringify({ error }), headers);
}

/** A stated length binds the sender, so the body is left alone until somebody asks for it. */
function boundedBody(mostBytes: number): MiddlewareHandler<RequestState> {
  const countedBody = bodyLimit({
    maxSize: mostBytes,
    onError: (c) => answerFailure(c, fail('body_too_large')),
  });
  return async (c, next) => {
    const stated = c.req.header('content-length');
    if (stated === undefined || c.req.header('transfer-encoding') !== undefined) {
      return countedBody(c, next);
    }
    return Number(stated) <= mostBytes ? next() : answerFailure(c, fail('body_too_large'));
  };
}
const usualBody = boundedBody(BODY_LIMIT_BYTES);

type LargerBody = {
  readonly method: string;
  readonly path: RegExp;
  readonly bounded: MiddlewareHandler<RequestState>;
};
const largerBodies = new WeakMap<App, LargerBody[]>();

/** Lets one route take more than the others: a file as it is. */
export function allowLargerBody(
  app: App,
  route: { readonly method: string; readonly path: string },
  mostBytes: number,
): void {
  const path = new RegExp(`^${route.path.replace(/:[A-Za-z]+/g, '[^/]+')}$`);
  const larger = { method: route.method, path, bounded: boundedBody(mostBytes) };
  largerBodies.set(app, [...(largerBodies.get(app) ?? []), larger]);
}

/** Where an app keeps the reads of personal data that it answers. */
const readLogs = new WeakMap<App, ReadLog>();
export const readLogOf = (app: App): ReadLog | undefined => readLogs.get(app);

/**
 * An app with what every answer needs, errors included: a request id, the server's time
 * (`xq-time`, unix milliseconds), closed headers, a bounded body, writes from our own pages only.
 */
export function newApp(options: AppOptions = {}): App {
  const { clock = systemClock, log = stderrLog, publicOrigin, edgeSecret } = options;
  const app: App = new Hono<RequestState>();
  if (options.reads !== undefined) readLogs.set(app, options.reads);

  app.use((c, next) => {
    beginRequest(c, clock, newRequestId());
    if (options.words !== undefined) c.set('words', options.words);
    return next();
  });
  app.use(async (c, next) => {
    if (edgeSecret !== undefined && c.req.header('xq-edge') !== edgeSecret) {
      return answerFailure(c, fail('not_permitted'));
    }
    return isFromOurPages(readRequest(c), publicOrigin)
      ? next()
      : answerFailure(c, fail('origin_refused'));
  });
  app.use((c, next) => {
    const { method, path } = c.req;
    const larger = largerBodies
      .get(app)
      ?.find((route) => route.method === method && route.path.test(path));
    return (larger?.bounded ?? usualBody)(c, next);
  });
  app.notFound((c) => answerFailure(c, fail('not_found')));
  app.onError((error, c) => {
    log.fault('request', { requestId: c.get('requestId'), route: c.req.routePath }, error);
    return answerFailure(c, fail('fault'));
  });
  return app;
}
