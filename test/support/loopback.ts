import { once } from 'node:events';
import type { Server } from 'node:http';

/** A server that other programs of this machine reach, and nobody else. */
export type OnLoopback = { readonly endpoint: string; stop(): Promise<void> };

/** Lets it listen on a port that is free. Stopped, it has closed every connection. */
export async function listenOnLoopback(server: Server): Promise<OnLoopback> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
