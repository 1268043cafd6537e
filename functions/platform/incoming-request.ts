import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { ErrorWords } from '../../shared/own-errors.ts';
import type { Clock } from './clock.ts';

/** What authentication and verbs may know of a request. */
export interface IncomingRequest {
  readonly requestId: string;
  /** Unix milliseconds when it arrived. */
  readonly now: number;
  readonly method: string;
  /** The path alone, without host or query. */
  readonly path: string;
  /** The caller's network address as the edge reports it, without port; `unknown` where none does. */
  readonly address: string;
  header(name: string): string | undefined;
  cookie(name: string): string | undefined;
  /** Of what stands after the question mark. */
  query(name: string): string | undefined;
  /** The body's bytes as sent, at most the limit; of length zero where there is none. */
  rawBody(): Promise<Uint8Array>;
  /** Whether the caller already has this version (`If-None-Match`; strong or weak). */
  hasVersion(etag: string): boolean;
}

/** What is kept with a request while it is answered. */
export type RequestState = {
  Variables: {
    requestId: string;
    now: number;
    clock: Clock;
    /** Of refusals that only some apps give. */
    words?: { readonly [Code in ErrorCode]?: ErrorWords };
  };
};
export type RequestContext = Context<RequestState>;

/**
 * The edge states who called; a header that callers can set themselves (X-Forwarded-For) is never
 * asked. Form: `203.0.113.7:4711` or `[2001:db8::1]:4711`.
 */
const VIEWER_ADDRESS = 'cloudfront-viewer-address';

function addressOf(c: RequestContext): string {
  const viewer = c.req.header(VIEWER_ADDRESS);
  return viewer?.replace(/:[0-9]+$/, '') ?? 'unknown';
}

const bare = (etag: string): string => etag.trim().replace(/^W\//, '');

export function readRequest(c: RequestContext): IncomingRequest {
  return {
    requestId: c.get('requestId'),
    now: c.get('now'),
    method: c.req.method,
    path: c.req.path,
    address: addressOf(c),
    header: (name) => c.req.header(name),
    cookie: (name) => getCookie(c, name),
    query: (name) => c.req.query(name),
    rawBody: async () => new Uint8Array(await c.req.arrayBuffer()),
    hasVersion: (etag) =>
      (c.req.header('if-none-match') ?? '').split(',').map(bare).includes(bare(etag)),
  };
}

export function beginRequest(c: RequestContext, clock: Clock, requestId: string): void {
  c.set('requestId', requestId);
  c.set('now', clock());
  c.set('clock', clock);
}
