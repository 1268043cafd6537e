import * as z from 'zod';
import { PATH_PARAMETERS } from '../../functions/platform/http.ts';
import { HTTP_STATUS } from '../../functions/platform/http-status.ts';
import { ERRORS } from '../../shared/errors.ts';
import { PERMISSIONS } from '../../shared/permissions.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
/** What every refusal looks like, whatever its status. */
const Refusal = z.object({
  error: z.object({
    code: z.string(),
    message: Words,
    next: Words,
    /** Of `invalid_input`: which field. */
    field: z.string().optional(),
    retryAfterSeconds: z.number().int().optional(),
    /** Of `claimed_by_another`: who was first. */
    by: z.object({ office: z.string(), maskedName: z.string() }).optional(),
    requestId: z.string(),
  }),
});

type Json = Readonly<Record<string, unknown>>;

/** The JSON schema of a message, as it is sent (`input`) or as it arrives (`output`). */
export const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
};

const asJson = (schema: Json, example?: unknown): Json => ({
  'application/json': example === undefined ? { schema } : { schema, example },
});

/** A file as it is. */
const asFile = (mediaType: string): Json => ({ [mediaType]: {} });

/** `/gates/:gateId` is `/gates/{gateId}` there. */
const pathOf = (path: string): string => path.replace(/:([A-Za-z]+)/g, '{$1}');

const pathParameters = new Map<string, z.ZodType>(Object.entries(PATH_PARAMETERS));

const parametersOf = (path: string): Json[] =>
  [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: schemaOf(pathParameters.get(name) ?? z.string(), 'input'),
  }));

/** What a caller has to present: nothing, a session, a device's signature, or both of these. */
function securityOf({ endpoint, action }: Operation): Json[] {
  const permission = PERMISSIONS[action];
  const audience = /^\/api\/v1\/(resident|guard|manager)\//.exec(endpoint.path)?.[1] ?? 'guard';
  switch (permission.actor) {
    case 'anyone':
      return [];
    case 'gate_device':
      return [{ device: [], ...('staff' in permission ? { [audience]: [] } : {}) }];
    case 'resident':
    case 'staff':
      return [{ [audience]: [] }];
  }
}

function describe(operation: Operation, tag: string): Json {
  const { endpoint, action, summary } = operation;
  const done =
    endpoint.file !== undefined
      ? { 200: { description: 'A file', content: asFile(endpoint.file) } }
      : endpoint.leadsOn
        ? { 303: { description: 'On to a page' } }
        : endpoint.answer === undefined
          ? { 204: { description: 'Done' } }
          : {
              [endpoint.accepted ? 202 : 200]: {
                description: endpoint.accepted ? 'Taken, and yet to be done' : 'The answer',
                content: asJson(schemaOf(endpoint.answer, 'output'), operation.answer),
              },
            };
  return {
    operationId: `${tag} ${endpoint.method} ${endpoint.path}`.replace(/[^A-Za-z0-9]+/g, '_'),
    tags: [tag],
    summary,
    'x-permission': action,
    security: securityOf(operation),
    parameters: parametersOf(endpoint.path),
    ...(endpoint.bytes !== undefined
      ? { requestBody: { required: true, content: asFile('application/octet-stream') } }
      : endpoint.body === undefined
        ? {}
        : {
            requestBody: {
              required: true,
              content: asJson(schemaOf(endpoint.body, 'input'), operation.body),
            },
          }),
    responses: { ...done, default: { $ref: '#/components/responses/Refusal' } },
  };
}

const cookie = (audience: string): Json => ({
  type: 'apiKey',
  in: 'cookie',
  name: `__Host-xq-${audience}`,
});

const statuses = new Map(Object.entries(HTTP_STATUS));
/** A row a refusal: its code, its status, and what it says. */
const REFUSALS = Object.entries(ERRORS)
  .map(([code, { says }]) => `| \`${code}\` | ${statuses.get(code)} | ${says.en} ${says.zh} |`)
  .join('\n');

/** The API as OpenAPI 3.1, made from the schemas that the server parses with. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [tag, operations] of Object.entries(OPERATIONS)) {
    for (const operation of operations) {
      const path = pathOf(operation.endpoint.path);
      paths[path] = {
        ...paths[path],
        [operation.endpoint.method.toLowerCase()]: describe(operation, tag),
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '小区码',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: `Answers carry the server's time in \`xq-time\` (unix milliseconds) and the request's id in \`xq-request\`.\n\n| Refusal | Status | Says |\n|---|---|---|\n${REFUSALS}`,
    },
    servers: [{ url: '/' }],
    tags: Object.keys(OPERATIONS).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        resident: cookie('resident'),
        guard: cookie('guard'),
        manager: cookie('manager'),
        device: {
          type: 'apiKey',
          in: 'header',
          name: 'authorization',
          description:
            '`XQ-Device <compact JWS>`: signed by the device’s key, typ `xq-request+jwt`, kid the device’s id, claims { htm: method, htu: path, bh: base64url SHA-256 of the body, iat: unix seconds }.',
        },
      },
      responses: {
        Refusal: {
          description: 'A refusal, in the same form whatever its status',
          content: asJson(schemaOf(Refusal, 'output'), {
            error: {
              code: 'invalid_input',
              message: ERRORS.invalid_input.says,
              next: ERRORS.invalid_input.next,
              field: 'phone',
              requestId: 'req_example',
            },
          }),
        },
      },
    },
  };
}
