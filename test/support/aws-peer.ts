import { createServer } from 'node:http';
import { listenOnLoopback, type OnLoopback } from './loopback.ts';

export type AwsCall = {
  /** Such as `TrentService.Sign`, or the Action of an older protocol. */
  readonly action: string;
  readonly body: string;
  readonly authorization: string;
};

export type AwsPeer = OnLoopback & { readonly calls: readonly AwsCall[] };

type Answer = { readonly status?: number; readonly type?: string; readonly body: string };

/** A server on loopback that speaks AWS's wire as far as the test answers it, and notes each call. */
export async function startAwsPeer(answer: (call: AwsCall) => Answer): Promise<AwsPeer> {
  const calls: AwsCall[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString('utf8');
    const target = request.headers['x-amz-target'];
    const action = String(target ?? new URLSearchParams(body).get('Action') ?? request.url);
    const call = { action, body, authorization: request.headers.authorization ?? '' };
    calls.push(call);
    const { status = 200, type = 'application/x-amz-json-1.1', body: answered } = answer(call);
    response.writeHead(status, { 'content-type': type }).end(answered);
  });
  return { ...(await listenOnLoopback(server)), calls };
}
