import { createCookieJar } from './cookie-jar.ts';
import type { Answered, Gatehouse } from './gatehouse.ts';

export type ResidentBrowser = ReturnType<typeof residentBrowser>;

/** A resident's browser: it keeps its cookies from answer to answer. */
export function residentBrowser(house: Gatehouse) {
  const jar = createCookieJar();
  const call = async (method: string, path: string, body?: unknown): Promise<Answered> => {
    const answer = await house.call('resident', method, `/api/v1/resident${path}`, {
      cookie: jar.header(),
      ...(body === undefined ? {} : { body }),
    });
    jar.keep(new Response(null, { headers: answer.headers }));
    return answer;
  };
  return {
    call,
    /** Without its session at once, as a page does it: renewed where the session is over. */
    fresh: async (method: string, path: string, body?: unknown): Promise<Answered> => {
      const first = await call(method, path, body);
      if (first.code !== 'session_expired') return first;
      const renewed = await call('POST', '/session/renewals');
      return renewed.status === 204 ? call(method, path, body) : renewed;
    },
    signIn: async (phone: string): Promise<Answered> => {
      await call('POST', '/sign-in/codes', { phone });
      return call('POST', '/sign-in', { phone, code: house.phones.codeOn(phone) });
    },
  };
}
