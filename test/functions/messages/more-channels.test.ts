import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpsCalls } from '../../../functions/messages/calls-https.ts';
import { createWeChatMessages } from '../../../functions/messages/wechat-https.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { listenOnLoopback } from '../../support/loopback.ts';

type Asked = { readonly path: string; readonly body: Record<string, unknown> };
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

/** A peer on loopback that answers each call by what the test says, and keeps what was asked. */
async function startPeer(answer: (asked: Asked) => { status?: number; body?: unknown }) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const one = { path: request.url ?? '', body: JSON.parse(text) };
    asked.push(one);
    const { status = 200, body = {} } = answer(one);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const peer = await listenOnLoopback(server);
  stop = peer.stop;
  return { endpoint: peer.endpoint, asked };
}

const STEP = {
  template: 'request_step',
  parameters: {
    requestId: 'req_1_0000000000000001',
    type: { zh: '代开药' },
    step: 'claimed',
  },
} as const;

describe('a template message goes by WeChat', () => {
  const isToken = ({ path }: Asked) => path === '/cgi-bin/stable_token';
  async function weChat(codes: readonly number[]) {
    const clock = fixedClock();
    const left = [...codes];
    let tokens = 0;
    const { endpoint, asked } = await startPeer((one) =>
      isToken(one)
        ? { body: { access_token: `token-${++tokens}`, expires_in: 7_200 } }
        : { body: { errcode: left.shift() ?? 0, errmsg: 'x' } },
    );
    const sender = createWeChatMessages({
      url: endpoint,
      appId: 'wx-1',
      secret: 's-1',
      templates: {
        request_step: {
          id: 'T-1',
          fields: { type: 'thing1', step: 'phrase2', sentence: 'thing3' },
        },
      },
      origin: 'https://gate.example',
      clock,
    });
    const sends = () => asked.filter((one) => !isToken(one));
    return { sender, asked, sends, clock, tokens: () => asked.filter(isToken) };
  }
  const LINK = { page: 'resident', path: '/requests/req_1_0000000000000001' } as const;

  it('with its fields, its template and where it leads, and no longer than a field takes', async () => {
    const { sender, sends, tokens } = await weChat([0]);
    expect(await sender.send('o-1', STEP, LINK)).toBe('sent');
    expect(tokens()[0]?.body).toEqual({
      grant_type: 'client_credential',
      appid: 'wx-1',
      secret: 's-1',
      force_refresh: false,
    });
    expect(sends()).toEqual([
      {
        path: '/cgi-bin/message/template/send?access_token=token-1',
        body: {
          touser: 'o-1',
          template_id: 'T-1',
          url: 'https://gate.example/resident/#/requests/req_1_0000000000000001',
          data: {
            thing1: { value: '代开药' },
            phrase2: { value: '有人接单了' },
            thing3: { value: '您的“代开药”有人接单了。' },
          },
        },
      },
    ]);
  });

  it('under one token until shortly before it ends', async () => {
    const { sender, tokens, clock } = await weChat([]);
    await sender.send('o-1', STEP);
    clock.advance(7_200_000 - 300_001);
    await sender.send('o-1', STEP);
    expect(tokens()).toHaveLength(1);
    clock.advance(1);
    await sender.send('o-1', STEP);
    expect(tokens()).toHaveLength(2);
  });

  it('once more under a new token where the one in hand is over', async () => {
    const { sender, sends, tokens } = await weChat([40_001, 0]);
    expect(await sender.send('o-1', STEP)).toBe('sent');
    expect(sends()).toHaveLength(2);
    expect(tokens().map(({ body }) => body.force_refresh)).toEqual([false, true]);
  });

  it.each([40_003, 43_004, 43_101])('to nobody who is gone (%i)', async (code) => {
    const { sender } = await weChat([code]);
    expect(await sender.send('o-1', STEP)).toBe('gone');
  });

  it.each([-1, 45_009])('and is tried again where it was not taken (%i)', async (code) => {
    const { sender } = await weChat([code]);
    await expect(sender.send('o-1', STEP)).rejects.toThrow(`WeChat refused a message: ${code}`);
  });

  it('and not at all where the account has no template for it', async () => {
    const { sender, asked } = await weChat([]);
    const { requestId } = STEP.parameters;
    const said = { template: 'rating_received', parameters: { requestId } } as const;
    expect(await sender.send('o-1', said)).toBe('gone');
    expect(asked).toEqual([]);
  });

  it('of a sensitive request it has the field, and no type', async () => {
    const { sender, sends } = await weChat([]);
    const { type: _, ...parameters } = STEP.parameters;
    await sender.send('o-1', { ...STEP, parameters });
    expect(sends()[0]?.body.data).toMatchObject({
      thing1: { value: '诉求' },
      thing3: { value: '您的诉求有新进展。' },
    });
  });

  it('says which code a refused token had, and never the secret', async () => {
    const { endpoint } = await startPeer(() => ({ body: { errcode: 40_125, errmsg: 's-1' } }));
    const sender = createWeChatMessages({
      url: endpoint,
      appId: 'wx-1',
      secret: 's-1',
      templates: { request_step: { id: 'T-1', fields: {} } },
      origin: 'https://gate.example',
      clock: fixedClock(),
    });
    await expect(sender.send('o-1', STEP)).rejects.toThrow('WeChat gave no token: 40125');
  });
});

describe('a call rings by a licensed provider', () => {
  const LATE = {
    template: 'request_escalated',
    parameters: {
      requestId: 'req_1_0000000000000001',
      level: 'community',
      dueAt: Date.UTC(2035, 10, 14, 4),
    },
  } as const;
  const callsAt = (url: string) =>
    createHttpsCalls({
      url,
      keyId: 'key-1',
      key: 'a key that both sides know',
      templates: { request_escalated: 'VOICE_1' },
      clock: fixedClock(),
    });

  it('with a template and its parameters as text', async () => {
    const { endpoint, asked } = await startPeer(() => ({}));
    await callsAt(`${endpoint}/call`).call('13800000001', LATE);
    expect(asked).toEqual([
      {
        path: '/call',
        body: {
          phone: '+8613800000001',
          template: 'VOICE_1',
          parameters: { level: '社区', dueAt: '11月14日 12:00' },
        },
      },
    ]);
  });

  it('and is not said to be made where the provider refuses it', async () => {
    const { endpoint } = await startPeer(() => ({ status: 503 }));
    await expect(callsAt(endpoint).call('13800000001', LATE)).rejects.toThrow('answered 503');
  });
});
