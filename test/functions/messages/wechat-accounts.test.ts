import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createWeChatAccounts } from '../../../functions/messages/wechat-accounts-https.ts';
import { listenOnLoopback } from '../../support/loopback.ts';

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

type Answered = { readonly status?: number; readonly body?: string };
/** A peer on loopback that answers as WeChat does: text that holds JSON, and 200 also to a refusal. */
async function weChat({ status = 200, body = '' }: Answered) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status, { 'content-type': 'text/plain', location: '/elsewhere' }).end(body);
  });
  const peer = await listenOnLoopback(server);
  stop = peer.stop;
  const accounts = createWeChatAccounts({
    url: peer.endpoint,
    appId: 'wx-1',
    secret: 's-1',
    origin: 'https://gate.example',
  });
  return { accounts, asked };
}
const refusal = (errcode: number) => JSON.stringify({ errcode, errmsg: 'invalid code s-1' });

describe('whose a WeChat is', () => {
  it('is asked at WeChat’s own page, for the openid alone', async () => {
    const { accounts } = await weChat({});
    const address = accounts.askingAddress({ returnTo: '/manager/inbox', state: '0a' });
    expect(address).toBe(
      'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx-1' +
        '&redirect_uri=https%3A%2F%2Fgate.example%2Fmanager%2Finbox' +
        '&response_type=code&scope=snsapi_base&state=0a#wechat_redirect',
    );
  });

  it('is what WeChat says of a code, by the account’s secret', async () => {
    const body = JSON.stringify({
      access_token: 't',
      expires_in: 7_200,
      refresh_token: 'r',
      openid: 'o-1',
      scope: 'snsapi_base',
    });
    const { accounts, asked } = await weChat({ body });
    expect(await accounts.openIdOf('c&1')).toBe('o-1');
    expect(asked).toEqual([
      'GET /sns/oauth2/access_token?appid=wx-1&secret=s-1&code=c%261&grant_type=authorization_code',
    ]);
  });

  it.each([40_029, 42_003, 40_163])('is nobody’s where the code is none (%i)', async (errcode) => {
    const { accounts } = await weChat({ body: refusal(errcode) });
    expect(await accounts.openIdOf('c-1')).toBeUndefined();
  });

  it.each([
    ['the account is refused', { body: refusal(40_125) }, 'WeChat named nobody: 40125'],
    ['it is too busy', { body: refusal(-1) }, 'WeChat named nobody: -1'],
    ['it does not answer', { status: 502 }, 'WeChat answered 502'],
    ['it leads elsewhere', { status: 302 }, 'fetch failed'],
    ['it answers something else', { body: '<html>' }, 'not valid JSON'],
  ])('is a fault where %s, and says no secret', async (_, answered, message) => {
    const { accounts } = await weChat(answered);
    const asking = accounts.openIdOf('c-1').catch(String);
    expect(await asking).toContain(message);
    expect(await asking).not.toContain('s-1');
  });

  it('is a fault where nobody is there', async () => {
    const { accounts } = await weChat({});
    await stop?.();
    stop = undefined;
    await expect(accounts.openIdOf('c-1')).rejects.toThrow('fetch failed');
  });

  it('is a fault where WeChat is silent', async () => {
    const peer = await listenOnLoopback(createServer(() => undefined));
    stop = peer.stop;
    const accounts = createWeChatAccounts({
      url: peer.endpoint,
      appId: 'wx-1',
      secret: 's-1',
      origin: 'https://gate.example',
      longestAnswerMs: 20,
    });
    await expect(accounts.openIdOf('c-1')).rejects.toThrow('timeout');
  });
});
