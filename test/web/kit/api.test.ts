import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ERRORS, type ErrorCode } from '../../../shared/errors.ts';
import { endpoint } from '../../../shared/messages/endpoint.ts';
import { type ApiSettings, createApi, type OutgoingRequest } from '../../../web/kit/api.ts';
import { isApiFailure } from '../../../web/kit/api-failure.ts';

const renewSession = endpoint({ method: 'POST', path: '/renew' });
const readHouse = endpoint({
  method: 'GET',
  path: '/houses/:houseId',
  answer: z.object({ label: z.string() }),
});
const sendPhone = endpoint({
  method: 'POST',
  path: '/phone',
  body: z.strictObject({ phone: z.string().regex(/^[0-9]+$/) }),
});
const PARAMS = { params: { houseId: 'hou_3_a' } };
const HOUSE = { label: '3幢2单元501' };

const answer = (body: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(body), init);
function refusal(code: ErrorCode, detail: object = {}) {
  const { says, next } = ERRORS[code];
  const error = { code, message: says, next, requestId: 'req', ...detail };
  return answer({ error }, { status: 400 });
}

/** A server that gives these answers in turn, and notes what was asked. */
function server(
  answers: (Response | 'unreachable' | 'silent')[],
  settings: Omit<ApiSettings, 'fetch'> = {},
) {
  const asked: { url: string; init: RequestInit }[] = [];
  const reply = (next: (typeof answers)[number] | undefined, signal?: AbortSignal | null) => {
    if (next === undefined || next === 'unreachable') {
      return Promise.reject(new TypeError('unreachable'));
    }
    if (next !== 'silent') return Promise.resolve(next);
    return new Promise<Response>((_, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  };
  const fetch: typeof globalThis.fetch = (url, init = {}) => {
    asked.push({ url: String(url), init });
    return reply(answers.shift(), init.signal);
  };
  const api = createApi({ ...settings, fetch });
  return { api, asked, urls: () => asked.map(({ url }) => url) };
}

const codeOf = (outcome: unknown) => (isApiFailure(outcome) ? outcome.code : outcome);

describe('a call', () => {
  it('gives the answer by its schema, and nothing that the schema does not name', async () => {
    const { api, urls } = server([answer({ ...HOUSE, secret: 1 })]);
    expect(await api.call(readHouse, PARAMS)).toEqual(HOUSE);
    expect(urls()).toEqual(['/houses/hou_3_a']);
  });

  it('gives the words of a refusal, its field and how long to wait', async () => {
    const { api } = server([refusal('too_many_codes', { field: 'phone', retryAfterSeconds: 30 })]);
    expect(await api.call(readHouse, PARAMS)).toMatchObject({
      code: 'too_many_codes',
      words: ERRORS.too_many_codes,
      field: 'phone',
      retryAfterSeconds: 30,
    });
  });

  it('keeps the words of a refusal that this page is too old to know', async () => {
    const message = { zh: '新的说法', en: 'new words' };
    const error = { code: 'of_next_year', message, next: message };
    const { api } = server([answer({ error }, { status: 409 })]);
    expect(await api.call(readHouse, PARAMS)).toMatchObject({
      code: 'fault',
      words: { says: message },
    });
  });

  it.each([
    ['an answer that is not what was promised', () => answer({ label: 7 })],
    ['a page of a proxy instead of an answer', () => new Response('<html>', { status: 502 })],
  ])('calls %s a fault', async (_, response) => {
    const { api } = server([response()]);
    expect(codeOf(await api.call(readHouse, PARAMS))).toBe('fault');
  });

  it('tells a network that is gone from a server that is silent, and notes both', async () => {
    const reached: boolean[] = [];
    const { api } = server(['unreachable', 'silent', answer(HOUSE)], {
      onReached: (came) => reached.push(came),
    });
    expect(codeOf(await api.call(readHouse, PARAMS))).toBe('offline');
    expect(codeOf(await api.call(readHouse, { ...PARAMS, timeoutMs: 0 }))).toBe('fault');
    await api.call(readHouse, PARAMS);
    expect(reached).toEqual([false, false, true]);
  });

  it('refuses a body that the server would refuse, without asking it, and names the field', async () => {
    const { api, asked } = server([]);
    expect(await api.call(sendPhone, { body: { phone: 'x' } })).toMatchObject({
      code: 'invalid_input',
      field: 'phone',
    });
    expect(asked).toEqual([]);
  });

  it('learns the time of the server from refusals too', async () => {
    const heard: number[] = [];
    const response = refusal('not_found');
    response.headers.set('xq-time', '1795000000000');
    const { api } = server([response], { onServerTime: ({ serverMs }) => heard.push(serverMs) });
    await api.call(readHouse, PARAMS);
    expect(heard).toEqual([1_795_000_000_000]);
  });

  it('keeps what it read where it is told to, and is given the same again while it has not changed', async () => {
    const tagged = (etag: string) => answer(HOUSE, { headers: { etag } });
    const unchanged = () => new Response(null, { status: 304 });
    const { api, asked } = server([tagged('"7"'), unchanged(), tagged('"8"'), unchanged()], {
      keepsAnswers: true,
    });
    const first = await api.call(readHouse, PARAMS);
    expect(first).toEqual(HOUSE);
    expect(await api.call(readHouse, PARAMS)).toBe(first);
    const changed = await api.call(readHouse, PARAMS);
    expect(changed).not.toBe(first);
    expect(await api.call(readHouse, PARAMS)).toBe(changed);
    expect(asked.map(({ init }) => new Headers(init.headers).get('if-none-match'))).toEqual([
      null,
      '"7"',
      '"7"',
      '"8"',
    ]);
  });

  it('knows an unchanged document by its tag', async () => {
    const { api } = server([
      answer(HOUSE, { headers: { etag: '"7"' } }),
      new Response(null, { status: 304 }),
    ]);
    expect(await api.exchange(readHouse, PARAMS)).toMatchObject({
      result: 'answer',
      answer: HOUSE,
      etag: '"7"',
    });
    expect(await api.exchange(readHouse, PARAMS)).toMatchObject({ result: 'not_modified' });
  });
});

describe('a session that has expired', () => {
  it('is renewed once, and the call made again', async () => {
    const { api, urls } = server(
      [refusal('session_expired'), new Response(null, { status: 204 }), answer(HOUSE)],
      { renewSession },
    );
    expect(await api.call(readHouse, PARAMS)).toEqual(HOUSE);
    expect(urls()).toEqual(['/houses/hou_3_a', '/renew', '/houses/hou_3_a']);
  });

  it('is renewed once for calls that found it together', async () => {
    const { api, urls } = server(
      [
        refusal('session_expired'),
        refusal('session_expired'),
        new Response(null, { status: 204 }),
        answer(HOUSE),
        answer(HOUSE),
      ],
      { renewSession },
    );
    await Promise.all([api.call(readHouse, PARAMS), api.call(readHouse, PARAMS)]);
    expect(urls().filter((url) => url === '/renew')).toHaveLength(1);
  });

  it('asks nobody to sign in when it is only the network that is gone', async () => {
    const { api } = server(
      [refusal('session_expired'), 'unreachable', refusal('session_expired')],
      { renewSession },
    );
    expect(codeOf(await api.call(readHouse, PARAMS))).toBe('offline');
  });

  it('is not renewed a second time', async () => {
    const { api, asked } = server(
      [refusal('session_expired'), new Response(null, { status: 204 }), refusal('session_expired')],
      { renewSession },
    );
    expect(codeOf(await api.call(readHouse, PARAMS))).toBe('session_expired');
    expect(asked).toHaveLength(3);
  });
});

describe('a request that a device signs', () => {
  it('is signed to the byte, and anew once its clock was put right', async () => {
    const signed: OutgoingRequest[] = [];
    const { api, asked } = server([
      refusal('device_clock_off'),
      new Response(null, { status: 204 }),
    ]);
    const outcome = await api.call(sendPhone, {
      body: { phone: '1' },
      authorize: (request) => {
        signed.push(request);
        return { authorization: `signature ${signed.length}` };
      },
    });
    expect(outcome).toBeUndefined();
    expect(asked.map(({ init }) => new Headers(init.headers).get('authorization'))).toEqual([
      'signature 1',
      'signature 2',
    ]);
    expect(new TextDecoder().decode(signed[0]?.body)).toBe('{"phone":"1"}');
    expect(asked[0]?.init.body).toBe(signed[0]?.body);
  });
});
