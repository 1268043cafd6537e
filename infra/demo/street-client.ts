import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Audience } from '../../shared/messages/sign-in.ts';

const Refused = z.object({ error: z.object({ code: z.string() }) });

/** The API refused; `code` is its stable word for why. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  readonly code: string;
  constructor(code: string, where: string) {
    super(`${where}: ${code}`);
    this.code = code;
  }
}

export type Call = {
  readonly body?: object;
  /** Made from exactly what is sent. */
  readonly authorize?: (method: string, path: string, body: string) => string;
};

/** One person's or device's way to the street: with cookies of its own, as a browser has. */
export type Client = {
  /** The public API. */
  call(method: string, path: string, call?: Call): Promise<unknown>;
  /** A page, as text. */
  page(path: string): Promise<string>;
};

export type Street = { newClient(): Client };

/** Everybody calls once in a while: no connection is kept that the server may be about to end. */
const AGENT = new Agent({ keepAlive: false });

function send(url: string, options: RequestOptions, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { ...options, agent: AGENT }, resolve)
      .on('error', reject)
      .end(body);
  });
}

/** Only Linux has one for everybody who calls. */
export const ownAddresses = process.platform === 'linux';

/** 127.77.0.1, 127.77.0.2 and so on. */
const ownAddress = (number: number): string => `127.77.${number >> 8}.${number & 0xff}`;

function clientOf(origin: string, from: RequestOptions): Client {
  const cookies = new Map<string, string>();
  return {
    async call(method, path, { body, authorize } = {}) {
      const sent = body === undefined ? '' : JSON.stringify(body);
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = {
        origin,
        ...(cookie === '' ? {} : { cookie }),
        ...(sent === '' ? {} : { 'content-type': 'application/json' }),
        ...(authorize === undefined ? {} : { authorization: authorize(method, path, sent) }),
      };
      const answer = await send(origin + path, { ...from, method, headers }, sent);
      for (const line of answer.headers['set-cookie'] ?? []) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const said = await text(answer);
      const answered: unknown = said === '' ? undefined : JSON.parse(said);
      const { statusCode = 0 } = answer;
      if (statusCode >= 200 && statusCode < 300) return answered;
      const refused = Refused.safeParse(answered);
      throw new CallRefused(
        refused.success ? refused.data.error.code : String(statusCode),
        `${method} ${path}`,
      );
    },
    page: async (path) => text(await send(origin + path, from, '')),
  };
}

/**
 * The street at an origin of this machine.
 * @param parts.ownAddresses whether everybody calls from an address of their own, as people do:
 * Linux has sixteen million of them for itself, other systems one
 */
export function streetAt(
  origin: string,
  { ownAddresses }: { readonly ownAddresses: boolean },
): Street {
  let clients = 0;
  return {
    newClient: () => {
      const localAddress = ownAddress(++clients);
      return clientOf(origin, ownAddresses ? { localAddress, family: 4 } : {});
    },
  };
}

/** The newest code for a number, read where a person reads it: in the inbox. */
async function codeFor(client: Client, phone: string): Promise<string> {
  const inbox = await client.page('/dev/inbox');
  for (const [, message = ''] of inbox.matchAll(/<li>([\s\S]*?)<\/li>/g)) {
    const [, code] = /class="code"[^>]*>([0-9]{6})</.exec(message) ?? [];
    if (message.includes(phone) && code !== undefined) return code;
  }
  throw new Error(`no code has arrived for ${phone}`);
}

/** Signs in with a one-time code. @returns the account, as the audience's page gets it */
export async function signIn(
  client: Client,
  { audience, phone }: { readonly audience: Audience; readonly phone: string },
): Promise<unknown> {
  const path = `/api/v1/${audience}/sign-in`;
  await client.call('POST', `${path}/codes`, { body: { phone } });
  return client.call('POST', path, { body: { phone, code: await codeFor(client, phone) } });
}
