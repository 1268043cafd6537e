import * as z from 'zod';
import {
  authenticateAnyone,
  mountRoute,
  NOT_MODIFIED,
  newApp,
} from '../../../functions/platform/http.ts';
import { createJsonLog } from '../../../functions/platform/log.ts';
import { endpoint } from '../../../shared/messages/endpoint.ts';
import { fixedClock } from '../../support/fixed-clock.ts';

export const greet = endpoint({
  method: 'POST',
  path: '/greetings',
  body: z.strictObject({ names: z.array(z.strictObject({ name: z.string().max(8) })).max(4) }),
  answer: z.object({ said: z.string() }),
});
export const readGate = endpoint({
  method: 'GET',
  path: '/gates/:gateId',
  answer: z.object({ gateId: z.string() }),
});
/** Takes a file as it is, and gives one back. */
export const copy = endpoint({
  method: 'POST',
  path: '/gates/:gateId/copies',
  bytes: 100_000,
  file: 'application/octet-stream',
});
export const leave = endpoint({ method: 'DELETE', path: '/visit' });

/** An app with one route of each kind, and what it wrote into its log. */
export function greetingApp(handle?: () => Promise<never>) {
  const lines: string[] = [];
  const clock = fixedClock();
  const app = newApp({
    clock,
    log: createJsonLog((line) => lines.push(line)),
    publicOrigin: 'https://gate.example',
  });
  mountRoute(app, {
    endpoint: greet,
    action: 'session.start',
    authenticate: authenticateAnyone,
    handle: handle ?? (async ({ body }) => ({ said: body.names.map((n) => n.name).join() })),
  });
  mountRoute(app, {
    endpoint: readGate,
    action: 'keys.read',
    authenticate: authenticateAnyone,
    handle: async ({ params, request, reply }) => {
      reply.header('etag', '"v1"');
      return request.hasVersion('"v1"') ? NOT_MODIFIED : { ...params, phone: '13900000001' };
    },
  });
  mountRoute(app, {
    endpoint: copy,
    action: 'session.start',
    authenticate: authenticateAnyone,
    handle: async ({ body }) => ({ name: '名单.bin', bytes: new Uint8Array(body) }),
  });
  mountRoute(app, {
    endpoint: leave,
    action: 'session.end',
    authenticate: authenticateAnyone,
    handle: async () => undefined,
  });
  return { app, lines, clock };
}

export const post = (body: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body,
  headers,
});
export const errorOf = async (answer: Response) => Object(await answer.json()).error;
