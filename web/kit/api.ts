import * as z from 'zod';
import { type Endpoint, PURPOSE_HEADER } from '../../shared/messages/endpoint.ts';
import { type ApiFailure, failureOf, isApiFailure, OFFLINE, readFailure } from './api-failure.ts';
import type { ServerTimeSample } from './server-clock.ts';

// Our pages forbid code made from strings, and the library tries it before falling back.
z.config({ jitless: true });

/** After this the person has looked away: say that the system does not answer. */
const TIMEOUT_MS = 10_000;
/** As many answers as a page has open, and those that it was turned away from. */
const ANSWERS_KEPT = 64;
const NO_CONTENT = 204;
const NOT_MODIFIED = 304;

type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
type ParamsOf<E extends Endpoint> = Readonly<Record<NamesIn<E['path']>, string>>;

export type AnswerOf<E extends Endpoint> = E extends { answer: infer Answer extends z.ZodType }
  ? z.output<Answer>
  : E extends { file: string }
    ? Blob
    : undefined;

/** What is about to be sent, to the byte: a device signs exactly this. */
export type OutgoingRequest = {
  readonly method: Endpoint['method'];
  /** Without origin and query. */
  readonly path: string;
  /** Empty when there is none. */
  readonly body: Uint8Array<ArrayBuffer>;
};

export type CallOptions<E extends Endpoint> = ([NamesIn<E['path']>] extends [never]
  ? { readonly params?: undefined }
  : { readonly params: ParamsOf<E> }) &
  (E extends { body: infer Body extends z.ZodType }
    ? { readonly body: z.input<Body> }
    : E extends { bytes: number }
      ? { readonly body: Uint8Array<ArrayBuffer> }
      : { readonly body?: undefined }) & {
    readonly headers?: Readonly<Record<string, string>>;
    /** Headers made anew for each try, such as a signature with the time in it. */
    readonly authorize?: (
      request: OutgoingRequest,
    ) => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
    readonly timeoutMs?: number;
    /** Lets the browser finish the request when the page is being left. */
    readonly keepalive?: boolean;
  };

type Needed<Options> =
  Record<never, never> extends Options ? [options?: Options] : [options: Options];

/** An answer, or 304: what the caller already has (by `if-none-match`) is still so. */
export type Exchanged<Answer> = { readonly headers: Headers } & (
  | { readonly result: 'answer'; readonly answer: Answer; readonly etag?: string }
  | { readonly result: 'not_modified' }
);

export type ApiSettings = {
  readonly fetch?: typeof fetch;
  /** Monotonic milliseconds. */
  readonly monotonic?: () => number;
  readonly onServerTime?: (sample: ServerTimeSample) => void;
  /** After each request: whether it came through to the server and back. */
  readonly onReached?: (reached: boolean) => void;
  /** Told of every refusal before its caller is. */
  readonly onRefused?: (failure: ApiFailure) => void;
  /** What was read is kept in memory and asked for by its tag: unchanged, it is not sent again. */
  readonly keepsAnswers?: boolean;
  /** Called once when a session has expired, before the call is tried again. */
  readonly renewSession?: Endpoint;
};

export interface Api {
  /** One call: its answer by the endpoint's schema, or a refusal to show. Never throws. */
  call<const E extends Endpoint>(
    endpoint: E,
    ...options: Needed<CallOptions<E>>
  ): Promise<AnswerOf<E> | ApiFailure>;
  /** The same for documents with an ETag. */
  exchange<const E extends Endpoint>(
    endpoint: E,
    ...options: Needed<CallOptions<E>>
  ): Promise<Exchanged<AnswerOf<E>> | ApiFailure>;
}

type LooseOptions = {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly authorize?: CallOptions<Endpoint>['authorize'];
  readonly timeoutMs?: number;
  readonly keepalive?: boolean;
};

function pathOf(endpoint: Endpoint, params: LooseOptions['params'] = {}): string {
  return endpoint.path.replace(/:([A-Za-z]+)/g, (_, name) =>
    encodeURIComponent(params[name] ?? ''),
  );
}

/** Refuses here what the server would refuse: no round trip, and the field is named. */
function bodyOf(endpoint: Endpoint, body: unknown): Uint8Array<ArrayBuffer> | ApiFailure {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  if (endpoint.body === undefined) return new Uint8Array();
  const checked = endpoint.body.safeParse(body);
  if (checked.success) return new TextEncoder().encode(JSON.stringify(body));
  const field = checked.error.issues[0]?.path.map(String).join('.') ?? '';
  return failureOf('invalid_input', field === '' ? {} : { field });
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

export function createApi(settings: ApiSettings = {}): Api {
  const monotonic = settings.monotonic ?? (() => performance.now());
  // Looked up at each call, and called as the window's own.
  const send: typeof fetch = settings.fetch ?? ((input, init) => fetch(input, init));
  let renewing: Promise<ApiFailure | undefined> | undefined;
  /** By path, the latest last. */
  const kept = new Map<string, { readonly etag: string; readonly answer: unknown }>();

  const learnTime = (response: Response, sentAt: number, receivedAt: number) => {
    const serverMs = Number(response.headers.get('xq-time') ?? Number.NaN);
    if (serverMs > 0) settings.onServerTime?.({ serverMs, sentAt, receivedAt });
  };

  /** One request and its answer's body, within the time given. */
  const once = async (
    endpoint: Endpoint,
    request: OutgoingRequest,
    options: LooseOptions,
  ): Promise<Exchanged<unknown> | ApiFailure> => {
    const authorization = (await options.authorize?.(request)) ?? {};
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), options.timeoutMs ?? TIMEOUT_MS);
    try {
      const sentAt = monotonic();
      const response = await send(request.path, {
        method: request.method,
        headers: {
          ...(endpoint.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(endpoint.reads === undefined ? {} : { [PURPOSE_HEADER]: endpoint.reads.purpose }),
          ...options.headers,
          ...authorization,
        },
        ...(endpoint.body === undefined && endpoint.bytes === undefined
          ? {}
          : { body: request.body }),
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        keepalive: options.keepalive ?? false,
        signal: abort.signal,
      });
      learnTime(response, sentAt, monotonic());
      settings.onReached?.(true);
      const { headers } = response;
      if (response.status === NOT_MODIFIED) return { result: 'not_modified', headers };
      if (!response.ok) return readFailure(await jsonOf(response));
      const etag = headers.get('etag');
      const tagged = etag === null ? {} : { etag };
      if (endpoint.file !== undefined) {
        return { result: 'answer', answer: await response.blob(), headers, ...tagged };
      }
      if (endpoint.answer === undefined || response.status === NO_CONTENT) {
        return { result: 'answer', answer: undefined, headers, ...tagged };
      }
      const read = endpoint.answer.safeParse(await jsonOf(response));
      if (!read.success) return failureOf('fault');
      return { result: 'answer', answer: read.data, headers, ...tagged };
    } catch {
      settings.onReached?.(false);
      return abort.signal.aborted ? failureOf('fault') : OFFLINE;
    } finally {
      clearTimeout(timer);
    }
  };

  /** Calls that expire together renew once together. */
  const renew = (endpoint: Endpoint): Promise<ApiFailure | undefined> => {
    const request = { method: endpoint.method, path: endpoint.path, body: new Uint8Array() };
    renewing ??= once(endpoint, request, {})
      .then((outcome) => (isApiFailure(outcome) ? outcome : undefined))
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  };

  const exchangeLoosely = async (
    endpoint: Endpoint,
    options: LooseOptions,
  ): Promise<Exchanged<unknown> | ApiFailure> => {
    const body = bodyOf(endpoint, options.body);
    if (isApiFailure(body)) return body;
    const request = { method: endpoint.method, path: pathOf(endpoint, options.params), body };
    const first = await once(endpoint, request, options);
    if (!isApiFailure(first)) return first;
    const renewal = settings.renewSession;
    if (first.code === 'session_expired' && renewal !== undefined) {
      // Why it could not be renewed says more: without network nobody has to sign in again.
      return (await renew(renewal)) ?? once(endpoint, request, options);
    }
    // The refusal itself brought the server's time: signed anew, the request is in time.
    if (first.code === 'device_clock_off' && options.authorize !== undefined) {
      return once(endpoint, request, options);
    }
    return first;
  };

  /** With an answer that is kept, only what has changed since. */
  const read = async (
    endpoint: Endpoint,
    options: LooseOptions,
  ): Promise<Exchanged<unknown> | ApiFailure> => {
    const path = pathOf(endpoint, options.params);
    const known = kept.get(path);
    const headers = known === undefined ? {} : { 'if-none-match': known.etag };
    const outcome = await exchangeLoosely(endpoint, { ...options, headers });
    if (isApiFailure(outcome)) return outcome;
    if (outcome.result === 'not_modified') {
      return known === undefined ? outcome : { ...outcome, result: 'answer', ...known };
    }
    const { etag, answer } = outcome;
    kept.delete(path);
    if (etag !== undefined) kept.set(path, { etag, answer });
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size > ANSWERS_KEPT) kept.delete(oldest);
    return outcome;
  };

  const exchange = async <const E extends Endpoint>(
    endpoint: E,
    ...[options = {}]: [options?: LooseOptions]
  ): Promise<Exchanged<AnswerOf<E>> | ApiFailure> => {
    const keeps = settings.keepsAnswers === true && endpoint.method === 'GET';
    const outcome = await (keeps ? read : exchangeLoosely)(endpoint, options);
    if (isApiFailure(outcome)) settings.onRefused?.(outcome);
    // cast: an answer was parsed by endpoint.answer, or is undefined where there is none
    return outcome as Exchanged<AnswerOf<E>> | ApiFailure;
  };

  return {
    exchange,
    call: async (endpoint, ...[options = {}]: [options?: LooseOptions]) => {
      const outcome = await exchange(endpoint, options);
      if (isApiFailure(outcome)) return outcome;
      // Nobody asked by ETag, so nothing can be unmodified.
      return outcome.result === 'answer' ? outcome.answer : failureOf('fault');
    },
  };
}
