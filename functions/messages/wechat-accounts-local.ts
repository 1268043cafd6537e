import type { WeChatAccounts } from './wechat-accounts.ts';

/** The page of the machine that stands in for WeChat: whoever looks at it says who they are. */
export const LOCAL_WECHAT = '/dev/wechat';
const LOCAL_CODE = /^local-([a-z]{1,20})$/;

/** On one machine a code names whoever was chosen on that page. Never in a deployment. */
export function createLocalWeChatAccounts(origin: string): WeChatAccounts {
  return {
    askingAddress: ({ returnTo, state }) =>
      `${origin}${LOCAL_WECHAT}?${new URLSearchParams({ redirect_uri: `${origin}${returnTo}`, state })}`,
    openIdOf: async (code) => {
      const name = LOCAL_CODE.exec(code)?.[1];
      return name === undefined ? undefined : `o-${name}`;
    },
  };
}
