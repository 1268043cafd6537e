import type { WeChatReturn } from '../../shared/messages/wechat.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { ownPlaceOf } from './own-place.ts';
import { personOf } from './person-of-actor.ts';
import type { Self, WeChatPorts } from './wechat.ts';

/**
 * Binds whoever asks to the WeChat that a code names. The asking has to be their own, and is over
 * with the first answer, also where WeChat then says nothing.
 */
export async function bindWeChat(
  { weChat, weChatAccounts }: Pick<WeChatPorts, 'weChat' | 'weChatAccounts'>,
  { actor, code, state, now }: Self & WeChatReturn,
): Promise<{ tookOver: boolean } | Failure> {
  if (weChatAccounts === undefined) return fail('not_found');
  const person = personOf(actor);
  if (!(await weChat.takeAsking(person, state, now))) return fail('wechat_over');
  const openId = await weChatAccounts.openIdOf(code);
  if (openId === undefined) return fail('wechat_over');
  const action = actor.kind === 'staff' ? 'staff_wechat.bind' : 'wechat.bind';
  const audit = factsOf(actor, { action, place: ownPlaceOf(actor), purpose: 'own_record', now });
  return { tookOver: (await weChat.bind(person, openId, audit)) === 'took over' };
}
