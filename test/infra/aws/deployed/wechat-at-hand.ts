import * as z from 'zod';

/** Where WeChat is, at the same address as AWS. */
export const WECHAT_PATH = '/wechat';
export const WECHAT_SECRET = 'what WeChat gave the account';

const Message = z.object({ touser: z.string(), data: z.record(z.string(), z.unknown()) });
const Asking = z.object({ secret: z.string() });

/** What WeChat answers, and the message that it takes. Whoever has its secret is believed. */
export function answerAsWeChat(
  { url, text }: { readonly url: string; readonly text: string },
  take: (message: { readonly phone: string; readonly text: string }) => void,
): unknown {
  const { pathname, searchParams } = new URL(url, 'http://wechat.example');
  switch (pathname.slice(WECHAT_PATH.length)) {
    case '/sns/oauth2/access_token':
      return searchParams.get('secret') === WECHAT_SECRET
        ? { access_token: 'of one person', openid: `o-${searchParams.get('code')}` }
        : { errcode: 40_125 };
    case '/cgi-bin/stable_token':
      return Asking.parse(JSON.parse(text)).secret === WECHAT_SECRET
        ? { access_token: 'of the account', expires_in: 7_200 }
        : { errcode: 40_125 };
    case '/cgi-bin/message/template/send': {
      const { touser, data } = Message.parse(JSON.parse(text));
      take({ phone: touser, text: JSON.stringify(data) });
      return { errcode: 0 };
    }
    default:
      return { errcode: 404 };
  }
}
