import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';

export type Answering = (request: Request) => Response | Promise<Response>;

export type LocalServer = {
  readonly port: number;
  /** From now on this answers; before, everybody is asked to wait. */
  answerWith(answering: Answering): void;
  stop(): Promise<void>;
};

export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

const startingUp: Answering = () =>
  new Response('正在启动，请稍候。Starting, please wait.', {
    status: 503,
    headers: { 'retry-after': '1', 'content-type': 'text/plain; charset=utf-8' },
  });

const errorCode = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Plays the edge: states who called, whatever the caller says about that. */
function withViewerAddress(request: Request, socket: Socket): Request {
  const { remoteAddress = 'unknown', remotePort = 0 } = socket;
  const address = remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress;
  request.headers.set('cloudfront-viewer-address', `${address}:${remotePort}`);
  return request;
}

/** A caller that takes longer than this to ask is not asking. */
export type Patience = { readonly headersMs: number; readonly requestMs: number };
const PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000 };
/** More than a street's phones and gates hold open at a time; the next one is turned away at once. */
const MOST_CONNECTIONS = 2_000;

/**
 * An HTTP server on this machine alone.
 * @param port 0 for any free one
 * @throws PortTaken
 */
export async function openServer(port: number, patience = PATIENCE): Promise<LocalServer> {
  let answering = startingUp;
  const listener = getRequestListener((request, { incoming }) =>
    answering(withViewerAddress(request, incoming.socket)),
  );
  const server = createServer(
    {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: Math.ceil(patience.headersMs / 10),
    },
    listener,
  );
  server.maxConnections = MOST_CONNECTIONS;
  try {
    server.listen({ port, host: '127.0.0.1', backlog: MOST_CONNECTIONS });
    await once(server, 'listening');
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') throw new PortTaken(`port ${port} is taken`);
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    answerWith: (next) => {
      answering = next;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}
