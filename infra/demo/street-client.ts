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

/** One person's or device's way to the public API: with cookies of its own, as a browser has. */
export type Client = {
  call(method: string, path: string, call?: Call): Promise<unknown>;
};

export function newClient(origin: string): Client {
  const cookies = new Map<string, string>();
  return {
    async call(method, path, { body, authorize } = {}) {
      const sent = body === undefined ? '' : JSON.stringify(body);
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(origin + path, {
        method,
        headers: {
          origin,
          ...(cookie === '' ? {} : { cookie }),
          ...(sent === '' ? {} : { 'content-type': 'application/json' }),
          ...(authorize === undefined ? {} : { authorization: authorize(method, path, sent) }),
        },
        ...(sent === '' ? {} : { body: sent }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const text = await answer.text();
      const answered: unknown = text === '' ? undefined : JSON.parse(text);
      if (answer.ok) return answered;
      const refused = Refused.safeParse(answered);
      const code = refused.success ? refused.data.error.code : String(answer.status);
      throw new CallRefused(code, `${method} ${path}`);
    },
  };
}

/** The newest code for a number, read where a person reads it: in the inbox. */
async function codeFor(origin: string, phone: string): Promise<string> {
  const inbox = await (await fetch(`${origin}/dev/inbox`)).text();
  for (const [, message = ''] of inbox.matchAll(/<li>([\s\S]*?)<\/li>/g)) {
    const [, code] = /class="code"[^>]*>([0-9]{6})</.exec(message) ?? [];
    if (message.includes(phone) && code !== undefined) return code;
  }
  throw new Error(`no code has arrived for ${phone}`);
}

/** Signs in with a one-time code. @returns the account, as the audience's page gets it */
export async function signIn(
  origin: string,
  client: Client,
  { audience, phone }: { readonly audience: Audience; readonly phone: string },
): Promise<unknown> {
  const path = `/api/v1/${audience}/sign-in`;
  await client.call('POST', `${path}/codes`, { body: { phone } });
  return client.call('POST', path, { body: { phone, code: await codeFor(origin, phone) } });
}
