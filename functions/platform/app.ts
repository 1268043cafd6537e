import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ERRORS } from '../../shared/errors.ts';
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
import { newRequestId } from './request-id.ts';

export type App = Hono<RequestState>;

export type AppOptions = {
  readonly clock?: Clock;
  readonly log?: Log;
  /** Where the pages are served, such as `https://gate.example`. */
  readonly publicOrigin?: string;
  /** What the edge sends along; where set, whoever reaches the server past the edge is refused. */
  readonly edgeSecret?: string;
};

/** Four batches of 25 scans at their longest are 60 KB. */
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

/** The one error mapper: code, words in both languages, and which request it was. */
export function answerFailure(c: RequestContext, refused: Failure): Response {
  const { says, next } = ERRORS[refused.failure];
  if (refused.retryAfterSeconds !== undefined) {
    c.header('retry-after', String(refused.retryAfterSeconds));
  }
  const { failure: code, ...detail } = refused;
  const error = { code, message: says, next, ...detail, requestId: c.get('requestId') };
  return c.json({ error }, HTTP_STATUS[code]);
}

/**
 * An app with what every answer needs, errors included: a request id, the server's time
 * (`xq-time`, unix milliseconds), closed headers, a bounded body, writes from our own pages only.
 */
export function newApp(options: AppOptions = {}): App {
  const { clock = systemClock, log = stderrLog, publicOrigin, edgeSecret } = options;
  const app: App = new Hono<RequestState>();

  app.use(async (c, next) => {
    beginRequest(c, clock, newRequestId());
    for (const [name, value] of Object.entries(API_HEADERS)) c.header(name, value);
    c.header('xq-request', c.get('requestId'));
    c.header('xq-time', String(c.get('now')));
    await next();
    c.header('xq-time', String(clock()));
  });
  app.use(async (c, next) => {
    if (edgeSecret !== undefined && c.req.header('xq-edge') !== edgeSecret) {
      return answerFailure(c, fail('not_permitted'));
    }
    return isFromOurPages(readRequest(c), publicOrigin)
      ? next()
      : answerFailure(c, fail('origin_refused'));
  });
  app.use(
    bodyLimit({
      maxSize: BODY_LIMIT_BYTES,
      onError: (c) => answerFailure(c, fail('body_too_large')),
    }),
  );
  app.notFound((c) => answerFailure(c, fail('not_found')));
  app.onError((error, c) => {
    log.fault('request', { requestId: c.get('requestId'), route: c.req.routePath }, error);
    return answerFailure(c, fail('fault'));
  });
  return app;
}
