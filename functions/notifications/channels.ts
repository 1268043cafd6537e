import { NotificationContent } from '../../shared/messages/notifications.ts';
import type { Channel } from '../../shared/notifications/policy.ts';
import type { ContactNumbers } from '../identity/index.ts';
import type { Calls, Messages, WeChatMessages } from '../messages/index.ts';
import type { Person } from './person.ts';
import { bodyOf, type PushPorts, pushTo } from './push-to.ts';
import type { OpenIds } from './wechat-store.ts';

export type ChannelPorts = {
  readonly contacts: Pick<ContactNumbers, 'open' | 'unseal'>;
  readonly messages: Messages<NotificationContent>;
  readonly openIds: OpenIds;
  /** Absent where a deployment has none. */
  readonly calls?: Calls | undefined;
  readonly wechat?: WeChatMessages | undefined;
  readonly push?: PushPorts | undefined;
};

type Said = NotificationContent & {
  readonly link?: string | undefined;
  readonly sealedNumber?: string | undefined;
  readonly digest: string;
};

/**
 * One try to send something to somebody's phone.
 * @returns whether there was anywhere to send it to
 */
export async function sendBy(
  { contacts, messages, openIds, calls, wechat, push }: ChannelPorts,
  channel: Channel,
  { person, said, now }: { readonly person: Person; readonly said: Said; readonly now: number },
): Promise<boolean> {
  const content = NotificationContent.parse(said);
  if (channel === 'push') {
    const body = bodyOf(content, said);
    return push !== undefined && (await pushTo(push, person, { body, now }));
  }
  if (channel === 'wechat') {
    const openId = await openIds.findOpenId(person);
    if (openId === undefined || wechat === undefined) return false;
    const page = person.inbox === 'staff' ? 'manager' : 'resident';
    const link = said.link === undefined ? undefined : ({ page, path: said.link } as const);
    return (await wechat.send(openId, content, link)) === 'sent';
  }
  const { account } = person;
  const { sealedNumber: sealed } = said;
  const phone = await (sealed === undefined
    ? contacts.open(account)
    : contacts.unseal(account, sealed));
  if (phone === undefined) return false;
  if (channel === 'sms') await messages.send(phone, content);
  else if (calls === undefined) return false;
  else await calls.call(phone, content);
  return true;
}
