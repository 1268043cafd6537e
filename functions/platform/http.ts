import { setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import * as z from 'zod';
import { REQUEST_STATES } from '../../shared/desk/request-states.ts';
import { CaseNumber, StatusName } from '../../shared/emergency/status-name.ts';
import {
  AnnouncementId,
  BuildingId,
  CompoundId,
  EmergencyId,
  GateDeviceId,
  GateId,
  GridId,
  HealthChangeId,
  HouseId,
  ImportId,
  InvitationId,
  JoinRequestId,
  MatterId,
  PassId,
  PhotoId,
  PlaceId,
  ProxyId,
  RequestId,
  ResidentId,
  ShiftId,
  StaffId,
  TeamId,
  TenancyId,
  WhistleId,
} from '../../shared/ids.ts';
import { BoardCursor } from '../../shared/messages/board-cursor.ts';
import { Day } from '../../shared/messages/day.ts';
import { type Endpoint, PURPOSE_HEADER } from '../../shared/messages/endpoint.ts';
import { GateCodeInPath } from '../../shared/messages/gate-code-path.ts';
import { PageNumber } from '../../shared/messages/page-number.ts';
import type { Action } from '../../shared/permissions.ts';
import { type Actor, type ActorOf, isPermitted } from './actor.ts';
import { type App, allowLargerBody, answerFailure, answerWith, readLogOf } from './app.ts';
import { contentTag } from './content-tag.ts';
import { type Failure, fail, isFailure } from './failure.ts';
import { type IncomingRequest, type RequestContext, readRequest } from './incoming-request.ts';
import { readAsked, subjectOf } from './reads.ts';

export { type App, type AppOptions, newApp } from './app.ts';

/** What stands in a path after a colon, by name. An id that cannot exist names nothing: not found. */
export const PATH_PARAMETERS = {
  compoundId: CompoundId,
  houseId: HouseId,
  tenancyId: TenancyId,
  gridId: GridId,
  buildingId: BuildingId,
  placeId: PlaceId,
  announcementId: AnnouncementId,
  residentId: ResidentId,
  passId: PassId,
  proxyId: ProxyId,
  joinRequestId: JoinRequestId,
  requestId: RequestId,
  requestState: z.enum(REQUEST_STATES),
  boardCursor: BoardCursor,
  teamId: TeamId,
  whistleId: WhistleId,
  invitationId: InvitationId,
  gateId: GateId,
  gateCode: GateCodeInPath,
  deviceId: GateDeviceId,
  emergencyId: EmergencyId,
  healthChangeId: HealthChangeId,
  changeId: HealthChangeId,
  statusName: StatusName,
  caseNumber: CaseNumber,
  importId: ImportId,
  photoId: PhotoId,
  handOverId: MatterId,
  advanceId: MatterId,
  shiftId: ShiftId,
  staffId: StaffId,
  day: Day,
  page: PageNumber,
} as const;
type PathParameters = typeof PATH_PARAMETERS;

type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
export type ParamsOf<E extends Endpoint> = {
  readonly [Name in NamesIn<E['path']> & keyof PathParameters]: z.output<PathParameters[Name]>;
};
/** An answer that is a file, and how it is called where it is kept. */
export type AnsweredFile = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
/** A path of our own pages. */
export type LedOn = { readonly to: `/${string}` };
export type BodyOf<E extends Endpoint> = E extends { body: infer Body extends z.ZodType }
  ? z.output<Body>
  : E extends { bytes: number }
    ? Uint8Array
    : undefined;
export type AnswerOf<E extends Endpoint> = E extends { answer: infer Answer extends z.ZodType }
  ? z.input<Answer>
  : E extends { file: string }
    ? AnsweredFile
    : E extends { leadsOn: true }
      ? LedOn
      : undefined;

/** The caller already has what would be answered: 304, with the headers set on the reply. */
export const NOT_MODIFIED: unique symbol = Symbol('not modified');

/** What a handler may put beside its answer. */
export interface Reply {
  header(name: string, value: string): void;
  cookie(name: string, value: string, options: CookieOptions): void;
}

export type Handled<E extends Endpoint> = AnswerOf<E> | Failure | typeof NOT_MODIFIED;

export type RouteInput<E extends Endpoint, A extends Action> = {
  readonly params: ParamsOf<E>;
  readonly body: BodyOf<E>;
  readonly actor: ActorOf<A>;
  /** Unix milliseconds when the request arrived. */
  readonly now: number;
  readonly requestId: string;
  readonly request: IncomingRequest;
  readonly reply: Reply;
};

export type Route<E extends Endpoint, A extends Action> = {
  readonly endpoint: E;
  readonly action: A;
  /** Who calls, by what they present. A refusal here says how to be known. */
  readonly authenticate: (request: IncomingRequest) => Promise<Actor | Failure>;
  readonly handle: (input: RouteInput<E, A>) => Promise<Handled<E>>;
};

/** For actions that ask nobody who they are. */
export const authenticateAnyone = async (): Promise<Actor> => ({ kind: 'anyone' });

export type MountedRoute = {
  readonly method: Endpoint['method'];
  readonly path: string;
  readonly action: Action;
  readonly reads?: Endpoint['reads'];
};
const mounted = new WeakMap<App, MountedRoute[]>();

/** Every route of an app and its action, for the permission suite. */
export function routesOf(app: App): readonly MountedRoute[] {
  return mounted.get(app) ?? [];
}

function pathOf(issue: z.core.$ZodIssue): string {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return [...issue.path, ...unknown].map(String).join('.');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

async function readBody<E extends Endpoint>(
  endpoint: E,
  request: IncomingRequest,
): Promise<{ body: BodyOf<E> } | Failure> {
  // cast: BodyOf is the output of endpoint.body or the bytes where either exists, and else undefined
  const typed = (value: unknown) => ({ body: value as BodyOf<E> });
  if (endpoint.bytes !== undefined) return typed(await request.rawBody());
  if (endpoint.body === undefined) return typed(undefined);
  const parsed = endpoint.body.safeParse(parseJson(await request.rawBody()));
  if (parsed.success) return typed(parsed.data);
  const [issue] = parsed.error.issues;
  const field = issue === undefined ? '' : pathOf(issue);
  return fail('invalid_input', field === '' ? {} : { field });
}

function readParams<E extends Endpoint>(c: RequestContext): ParamsOf<E> | Failure {
  const raw: Record<string, string> = c.req.param();
  for (const [name, schema] of Object.entries(PATH_PARAMETERS)) {
    if (name in raw && !schema.safeParse(raw[name]).success) return fail('not_found');
  }
  // cast: mountRoute refuses other names, and each value has just matched its schema
  return raw as ParamsOf<E>;
}

/** Never to another origin, whatever a caller has sent. */
const LedOnTo = z.object({ to: z.string().regex(/^\/[^/\\]/) });

const isFile = (value: unknown): value is AnsweredFile =>
  typeof value === 'object' &&
  value !== null &&
  'bytes' in value &&
  value.bytes instanceof Uint8Array;

/**
 * Only what the answer's schema names leaves the server. What was read and carries no version of
 * its own is named by its contents, and not sent to a caller who has it.
 */
function answer<E extends Endpoint>(
  c: RequestContext,
  endpoint: E,
  { value, headers }: { value: unknown; headers: Readonly<Record<string, string>> },
): Response {
  if (isFile(value) && endpoint.file !== undefined) {
    const name = encodeURIComponent(value.name);
    return answerWith(c, 200, value.bytes, {
      ...headers,
      'content-type': endpoint.file,
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
    });
  }
  if (endpoint.leadsOn) {
    return answerWith(c, 303, null, { ...headers, location: LedOnTo.parse(value).to });
  }
  if (endpoint.answer === undefined) return answerWith(c, 204, null, headers);
  const text = JSON.stringify(endpoint.answer.parse(value));
  if (endpoint.method !== 'GET' || 'etag' in headers) {
    return answerWith(c, endpoint.accepted ? 202 : 200, text, headers);
  }
  const etag = `W/"${contentTag(text)}"`;
  const tagged = { ...headers, etag };
  return readRequest(c).hasVersion(etag)
    ? answerWith(c, 304, null, tagged)
    : answerWith(c, 200, text, tagged);
}

/**
 * Mounts one endpoint: who calls → may they → path and body by the endpoint's schemas → the
 * handler's answer, refusal or 304.
 */
export function mountRoute<const E extends Endpoint, const A extends Action>(
  app: App,
  route: Route<E, A>,
): void {
  const { endpoint, action } = route;
  for (const [, name = ''] of endpoint.path.matchAll(/:([A-Za-z]+)/g)) {
    if (!(name in PATH_PARAMETERS)) throw new TypeError(`unknown path parameter ${name}`);
  }
  const { method, path, reads } = endpoint;
  const readLog = readLogOf(app);
  if (reads !== undefined && readLog === undefined)
    throw new TypeError(`reads kept nowhere: ${path}`);
  mounted.set(app, [...routesOf(app), { method, path, action, reads }]);

  if (endpoint.bytes !== undefined) allowLargerBody(app, endpoint, endpoint.bytes);

  app.on(endpoint.method, endpoint.path, async (c) => {
    const request = readRequest(c);
    const { now, requestId } = request;
    const actor = await route.authenticate(request);
    if (isFailure(actor)) return answerFailure(c, actor);
    if (!isPermitted(actor, action, now)) {
      return answerFailure(c, fail(actor.kind === 'anyone' ? 'not_signed_in' : 'not_permitted'));
    }
    const params = readParams<E>(c);
    if (isFailure(params)) return answerFailure(c, params);
    const stated = request.header(PURPOSE_HEADER);
    const asked = { action, actor, params, stated, requestId, now };
    const readOf = reads && readAsked({ ...asked, reads });
    if (isFailure(readOf)) return answerFailure(c, readOf);
    const read = await readBody(endpoint, request);
    if (isFailure(read)) return answerFailure(c, read);
    const headers: Record<string, string> = {};
    const reply: Reply = {
      header: (name, value) => {
        headers[name] = value;
      },
      cookie: (name, value, options) => setCookie(c, name, value, options),
    };
    const { body } = read;
    const handled = await route.handle({ params, body, actor, now, requestId, request, reply });
    if (isFailure(handled)) return answerFailure(c, handled);
    if (handled === NOT_MODIFIED) return answerWith(c, 304, null, headers);
    const response = answer(c, endpoint, { value: handled, headers });
    // What the caller has already is not read again: 304 says that it is unchanged, and no more.
    if (readOf !== undefined && response.status !== 304) {
      await readLog?.recordRead({ ...readOf, subject: subjectOf(params, handled, reads?.subject) });
    }
    return response;
  });
}
