import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import {
  FROM_DOOR,
  readTopic,
  TOPICS_FROM_DOORS,
  topicsTo,
  topicTo,
} from '../../shared/door/door-messages.ts';
import { DoorId } from '../../shared/ids.ts';
import { openServer } from './server.ts';

export type DoorBroker = {
  /** Its HTTP interface, as AWS IoT Core's. */
  readonly httpOrigin: string;
  /**
   * From now on doors can connect, and this takes what they say, a message at a time.
   * @returns where, such as mqtt://127.0.0.1:5201
   */
  listen(take: (event: unknown) => Promise<unknown>): Promise<string>;
  stop(): Promise<void>;
};

type Parts = {
  /** 0 for any free one, as where it is taken. */
  readonly port: number;
  readonly httpPort?: number;
  readonly isDoor: (door: DoorId, password: Uint8Array) => boolean;
};

const LONGEST_MESSAGE_BYTES = 1_024;
const TOPIC_OF_DOOR = /^xq\/1\/doors\/([^/]+)\/in\/(ask|open)$/;

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

async function listenAt(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  try {
    server.listen({ port, host: '127.0.0.1' });
    await once(server, 'listening');
  } catch (error) {
    if (port !== 0 && isTaken(error)) return listenAt(server, 0);
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The topic of `POST /topics/<topic>`, where it is one of a door's. */
function topicAsked(request: Request): string | undefined {
  const { pathname } = new URL(request.url);
  if (request.method !== 'POST' || !pathname.startsWith('/topics/')) return undefined;
  const topic = decodeURIComponent(pathname.slice('/topics/'.length));
  const [doorText, said] = topic.match(TOPIC_OF_DOOR)?.slice(1) ?? [];
  const door = DoorId.safeParse(doorText).data;
  if (door === undefined || (said !== 'ask' && said !== 'open')) return undefined;
  return topicTo(door, said);
}

/**
 * The broker of one machine, with what AWS IoT Core has around it: each door speaks and hears on
 * its own topics alone, nothing is ever kept, what doors say goes to a function message by message,
 * and an HTTP interface in front says things to doors.
 */
export async function openDoorBroker({ port, httpPort = 0, isDoor }: Parts): Promise<DoorBroker> {
  const broker = await Aedes.createBroker({
    authenticate: (client, username, password, done) => {
      const door = DoorId.safeParse(username).data;
      const known =
        door !== undefined && client.id === door && isDoor(door, password ?? Buffer.of());
      done(null, known);
    },
    authorizePublish: (client, packet, done) => {
      const spoken = readTopic(packet.topic);
      const isOwn = client !== null && spoken?.doorId === client.id && spoken.said in FROM_DOOR;
      const fits = packet.payload.length <= LONGEST_MESSAGE_BYTES && !packet.retain;
      done(isOwn && fits ? null : new Error('not permitted'));
    },
    authorizeSubscribe: (client, subscription, done) => {
      const door = DoorId.safeParse(client.id).data;
      const isOwn = door !== undefined && subscription.topic === topicsTo(door);
      done(null, isOwn ? subscription : null);
    },
  });

  let take: (event: unknown) => Promise<unknown> = async () => undefined;
  /** One after the other: a door's words arrive in their order. */
  let taking: Promise<unknown> = Promise.resolve();
  await new Promise<void>((ready) => {
    broker.subscribe(
      TOPICS_FROM_DOORS,
      ({ topic, payload }, done) => {
        const event = { topic, payload: Buffer.from(payload).toString('base64') };
        taking = taking.then(() => take(event)).catch(() => undefined);
        done();
      },
      ready,
    );
  });

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  const http = await openServer(httpPort);
  http.answerWith(async (request) => {
    const topic = topicAsked(request);
    if (topic === undefined) return Response.json({ message: 'not permitted' }, { status: 403 });
    const payload = Buffer.from(await request.arrayBuffer());
    await new Promise<void>((resolve, reject) => {
      broker.publish(
        { cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false },
        (error) => (error ? reject(error) : resolve()),
      );
    });
    return Response.json({ message: 'OK', traceId: '' });
  });
  return {
    httpOrigin: `http://127.0.0.1:${http.port}`,
    listen: async (next) => {
      take = next;
      return `mqtt://127.0.0.1:${await listenAt(server, port)}`;
    },
    stop: async () => {
      await http.stop();
      const closed = server.listening ? once(server, 'close') : undefined;
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      await taking;
    },
  };
}
