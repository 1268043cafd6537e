import { createCookieJar } from './cookie-jar.ts';

/** Sends as one browser would, and reads the answer. */
export function browserAt(origin: string) {
  const jar = createCookieJar();
  return async (method: string, path: string, body?: object, authorization?: string) => {
    const answer = await fetch(origin + path, {
      method,
      headers: {
        origin,
        cookie: jar.header(),
        ...(authorization === undefined ? {} : { authorization }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    jar.keep(answer);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
}

/** The newest one-time code for a number, read where a person reads it. */
export async function codeFor(origin: string, phone: string): Promise<string> {
  const inbox = await (await fetch(`${origin}/dev/inbox`)).text();
  for (const [, message = ''] of inbox.matchAll(/<li>([\s\S]*?)<\/li>/g)) {
    const [, code] = /class="code"[^>]*>([0-9]{6})</.exec(message) ?? [];
    if (code !== undefined && message.includes(phone)) return code;
  }
  throw new Error(`no code has arrived for ${phone}`);
}

/** What a member of staff asks once signed in with the number that they are on the books by. */
export async function signInStaff(origin: string, phone: string) {
  const send = browserAt(origin);
  const path = '/api/v1/manager/sign-in';
  await send('POST', `${path}/codes`, { phone });
  await send('POST', path, { phone, code: await codeFor(origin, phone) });
  return send;
}
