import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Lambda } from './lambda.ts';
import type { ApiRoute, Stack } from './stack.ts';

export type Viewed = {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body?: string | Uint8Array;
  /** Whom CloudFront sees, with port. */
  readonly viewer: string;
};

const Listed = z.object({ Headers: z.array(z.string()).default([]) });
/** What a behaviour hands on to its origin, in the words of both of CloudFront's forms. */
const CachePolicy = z.object({
  CachePolicyConfig: z.object({
    ParametersInCacheKeyAndForwardedToOrigin: z.object({
      HeadersConfig: Listed,
      CookiesConfig: z.object({ CookieBehavior: z.string() }),
    }),
  }),
});
const OriginRequestPolicy = z.object({
  OriginRequestPolicyConfig: z.object({
    HeadersConfig: Listed,
    CookiesConfig: z.object({ CookieBehavior: z.string() }),
  }),
});
const Behaviour = z.object({
  PathPattern: z.string().optional(),
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()).default(['GET', 'HEAD']),
  CachePolicyId: z.string().optional(),
  OriginRequestPolicyId: z.string().optional(),
  ForwardedValues: z
    .object({
      Headers: z.array(z.string()).default([]),
      Cookies: z.object({ Forward: z.string() }),
    })
    .optional(),
});
type Behaviour = z.infer<typeof Behaviour>;
const Distribution = z.object({
  DistributionConfig: z.object({
    DefaultCacheBehavior: Behaviour,
    CacheBehaviors: z.array(Behaviour),
    Origins: z.array(
      z.object({
        Id: z.string(),
        CustomOriginConfig: z.unknown().optional(),
        OriginCustomHeaders: z
          .array(z.object({ HeaderName: z.string(), HeaderValue: z.string() }))
          .default([]),
      }),
    ),
  }),
});

const HttpAnswer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

const REFERENCE = /^\{\{resolve:secretsmanager:(.+):SecretString:::\}\}$/;
const TEXT = /^(text\/|application\/(json|javascript|xml))/;
const API_HOST = 'api.execute-api.example';

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('*', '.*')}$`);
/** Of API Gateway: `{name}` is one part of a path, `{name+}` all that follow. */
const routeOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/\{[^}]+\+\}/g, '.+').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);

/** The most particular first: fewest variables, longest, its own method before any. */
function inOrder(routes: readonly ApiRoute[]): readonly ApiRoute[] {
  const greed = ({ path }: ApiRoute): number => (path.includes('+}') ? 1 : 0);
  const any = ({ method }: ApiRoute): number => (method === 'ANY' ? 1 : 0);
  return [...routes].sort(
    (a, b) => greed(a) - greed(b) || b.path.length - a.path.length || any(a) - any(b),
  );
}

/** As API Gateway hands a request over, in payload format 2.0. */
function eventOf(route: ApiRoute, { method, path, headers, body, viewer }: Viewed): unknown {
  const routeKey = `${route.method} ${route.path}`;
  const cookies = headers.get('cookie')?.split('; ') ?? [];
  const isText = TEXT.test(headers.get('content-type') ?? '');
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers: {
      ...Object.fromEntries([...headers].filter(([name]) => name !== 'cookie')),
      host: API_HOST,
      'x-forwarded-for': `${viewer}, 198.51.100.1`,
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'api',
      domainName: API_HOST,
      domainPrefix: 'api',
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '198.51.100.1',
        userAgent: '',
      },
      requestId: 'one',
      routeKey,
      stage: '$default',
      time: new Date().toUTCString(),
      timeEpoch: Date.now(),
    },
    ...(body === undefined ? {} : { body: isText ? body : Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== undefined && !isText,
  };
}

function asResponse(answer: unknown): Response {
  const { statusCode, headers, cookies, body, isBase64Encoded } = HttpAnswer.parse(answer);
  const all = new Headers(headers);
  for (const cookie of cookies) all.append('set-cookie', cookie);
  const bytes = isBase64Encoded ? Buffer.from(body, 'base64') : body;
  const hasBody = ![204, 304].includes(statusCode);
  return new Response(hasBody ? bytes : null, { status: statusCode, headers: all });
}

type Behind = {
  readonly functions: ReadonlyMap<string, Lambda>;
  readonly secrets: ReadonlyMap<string, string>;
  /** The built pages, for an edge that serves them from a bucket. */
  readonly pages: string;
};

/** CloudFront and the HTTP API before the functions, as the template sets them up. */
export function openEdge(stack: Stack, { functions, secrets, pages }: Behind) {
  // The photos' has no name but CloudFront's.
  const [, properties] =
    stack
      .ofType('AWS::CloudFront::Distribution')
      .find(([, config]) => JSON.stringify(config).includes('"Aliases"')) ?? [];
  const { DistributionConfig: config } = Distribution.parse(properties);
  const policyOf = (type: string, id: string | undefined): unknown =>
    stack.ofType(type).find(([name]) => name === id)?.[1];

  function handedOn(behaviour: Behaviour): { headers: string[]; cookies: boolean } {
    if (behaviour.ForwardedValues !== undefined) {
      const { Headers: headers, Cookies } = behaviour.ForwardedValues;
      return { headers, cookies: Cookies.Forward === 'all' };
    }
    const { ParametersInCacheKeyAndForwardedToOrigin: kept } = CachePolicy.parse(
      policyOf('AWS::CloudFront::CachePolicy', behaviour.CachePolicyId),
    ).CachePolicyConfig;
    const policy = policyOf(
      'AWS::CloudFront::OriginRequestPolicy',
      behaviour.OriginRequestPolicyId,
    );
    const sent = OriginRequestPolicy.optional().parse(policy)?.OriginRequestPolicyConfig;
    return {
      headers: [...kept.HeadersConfig.Headers, ...(sent?.HeadersConfig.Headers ?? [])],
      cookies: [kept, sent].some((one) => one?.CookiesConfig.CookieBehavior === 'all'),
    };
  }

  /** What is left of a request behind the edge, and what the edge adds. */
  function behindTheEdge(viewed: Viewed, behaviour: Behaviour): Viewed {
    const { headers: allowed, cookies } = handedOn(behaviour);
    const stated = new Headers(viewed.headers);
    stated.set('cloudfront-viewer-address', viewed.viewer);
    const headers = new Headers();
    for (const name of [...allowed, ...(cookies ? ['cookie'] : [])]) {
      const value = stated.get(name);
      if (value !== null) headers.set(name, value);
    }
    const origin = config.Origins.find(({ Id }) => Id === behaviour.TargetOriginId);
    for (const { HeaderName, HeaderValue } of origin?.OriginCustomHeaders ?? []) {
      const arn = REFERENCE.exec(HeaderValue)?.[1];
      headers.set(HeaderName, arn === undefined ? HeaderValue : (secrets.get(arn) ?? ''));
    }
    return { ...viewed, headers };
  }

  function fromBucket({ path }: Viewed): Response {
    const file = join(pages, path);
    if (!existsSync(file)) return new Response(null, { status: 403 });
    return new Response(readFileSync(file));
  }

  /** Past the edge, as whoever finds the API's own address. */
  async function askApi(viewed: Viewed): Promise<Response> {
    const [path = ''] = viewed.path.split('?');
    const route = inOrder(stack.routes).find(
      (one) => [viewed.method, 'ANY'].includes(one.method) && routeOf(one.path).test(path),
    );
    const lambda = route === undefined ? undefined : functions.get(route.to);
    if (route === undefined || lambda === undefined) return new Response(null, { status: 404 });
    return asResponse(await lambda.invoke(eventOf(route, viewed)));
  }

  return {
    askApi,
    ask: async (viewed: Viewed): Promise<Response> => {
      const [path = ''] = viewed.path.split('?');
      const behaviour =
        config.CacheBehaviors.find(({ PathPattern = '' }) => patternOf(PathPattern).test(path)) ??
        config.DefaultCacheBehavior;
      if (!behaviour.AllowedMethods.includes(viewed.method)) {
        return new Response(null, { status: 403 });
      }
      const origin = config.Origins.find(({ Id }) => Id === behaviour.TargetOriginId);
      if (origin?.CustomOriginConfig === undefined) return fromBucket(viewed);
      return askApi(behindTheEdge(viewed, behaviour));
    },
  };
}
