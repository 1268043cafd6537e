import { factsOf } from '../platform/audit.ts';
import { ownPlaceOf } from './own-place.ts';
import { personOf } from './person-of-actor.ts';
import type { Self, WeChatPorts } from './wechat.ts';

/** From now on nothing goes to the WeChat of whoever asks. */
export async function unbindWeChat(
  { weChat }: Pick<WeChatPorts, 'weChat'>,
  { actor, now }: Self,
): Promise<undefined> {
  const action = actor.kind === 'staff' ? 'staff_wechat.unbind' : 'wechat.unbind';
  const audit = factsOf(actor, { action, place: ownPlaceOf(actor), purpose: 'own_record', now });
  await weChat.unbind(personOf(actor), audit);
  return undefined;
}
