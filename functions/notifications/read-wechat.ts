import type { WeChatBinding } from '../../shared/messages/wechat.ts';
import { personOf } from './person-of-actor.ts';
import type { Self, WeChatPorts } from './wechat.ts';

/** Whether messages go to the WeChat of whoever asks; their openid leaves the server to nobody. */
export async function readWeChat(
  { weChat, weChatAccounts }: Pick<WeChatPorts, 'weChat' | 'weChatAccounts'>,
  { actor }: Pick<Self, 'actor'>,
): Promise<WeChatBinding> {
  if (weChatAccounts === undefined) return { offered: false };
  const bound = await weChat.findBinding(personOf(actor));
  return { offered: true, ...(bound === undefined ? {} : { boundAt: bound.boundAt }) };
}
