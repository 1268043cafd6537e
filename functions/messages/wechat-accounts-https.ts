import * as z from 'zod';
import type { WeChatAccounts } from './wechat-accounts.ts';

/** Whoever is silent is asked again by another tap. */
const LONGEST_ANSWER_MS = 5_000;

export type WeChatAccountsOptions = {
  /** Where WeChat answers: https://api.weixin.qq.com. */
  readonly url: string;
  readonly appId: string;
  readonly secret: string;
  /** Where our pages are: the account has to name its domain as one that pages come from. */
  readonly origin: string;
  readonly longestAnswerMs?: number;
};

const AUTHORIZE = 'https://open.weixin.qq.com/connect/oauth2/authorize';
const Known = z.object({ openid: z.string().min(1).max(128) });
const Refused = z.object({ errcode: z.number() });

/** No code of WeChat's, one that is over, and one that was used. */
const NO_CODE = [40_029, 42_003, 40_163];

/**
 * Asks WeChat for the openid alone (`snsapi_base`): nobody is asked for their picture and name, and
 * the token that comes along is not kept.
 */
export function createWeChatAccounts(options: WeChatAccountsOptions): WeChatAccounts {
  const { url, appId: appid, secret, origin, longestAnswerMs = LONGEST_ANSWER_MS } = options;
  return {
    askingAddress: ({ returnTo, state }) => {
      const query = new URLSearchParams({
        appid,
        redirect_uri: `${origin}${returnTo}`,
        response_type: 'code',
        scope: 'snsapi_base',
        state,
      });
      return `${AUTHORIZE}?${query}#wechat_redirect`;
    },

    openIdOf: async (code) => {
      const query = new URLSearchParams({ appid, secret, code, grant_type: 'authorization_code' });
      const answer = await fetch(`${url}/sns/oauth2/access_token?${query}`, {
        redirect: 'error',
        signal: AbortSignal.timeout(longestAnswerMs),
      });
      if (!answer.ok) throw new Error(`WeChat answered ${answer.status}`);
      const answered: unknown = await answer.json();
      const known = Known.safeParse(answered).data;
      if (known !== undefined) return known.openid;
      const { errcode } = Refused.parse(answered);
      if (NO_CODE.includes(errcode)) return undefined;
      throw new Error(`WeChat named nobody: ${errcode}`);
    },
  };
}
