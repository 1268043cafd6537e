import type { Calls, Message, Messages, WeChatMessages } from '../../functions/messages/index.ts';

type Received = readonly { readonly phone: string; readonly message: Message }[];

/** Everybody's phone: keeps what was sent, oldest first. */
export type Phones = Messages &
  Calls & {
    readonly received: Received;
    /** What a voice said. */
    readonly rung: Received;
    readonly wechat: WeChatMessages;
    /** By the name under which the service account knows somebody. */
    readonly messaged: Received;
    /** The newest one-time code on this phone. */
    codeOn(phone: string): string;
    /** From now on the sender takes nothing for this phone. */
    failFor(phone: string): void;
    /** And from now on it does again. */
    takeAgainFor(phone: string): void;
  };

export function createPhones(): Phones {
  const received: { phone: string; message: Message }[] = [];
  const rung: { phone: string; message: Message }[] = [];
  const messaged: { phone: string; message: Message }[] = [];
  const failing = new Set<string>();
  const take = (into: { phone: string; message: Message }[], phone: string, message: Message) => {
    if (failing.has(phone)) throw new Error('the sender of messages answered 503');
    into.push({ phone, message });
  };
  return {
    received,
    rung,
    messaged,
    send: async (phone, message) => take(received, phone, message),
    call: async (phone, said) => take(rung, phone, said),
    wechat: {
      send: async (openId, said) => {
        take(messaged, openId, said);
        return 'sent';
      },
    },
    failFor: (phone) => failing.add(phone),
    takeAgainFor: (phone) => failing.delete(phone),
    codeOn: (phone) => {
      const newest = received.findLast((one) => one.phone === phone)?.message;
      if (newest?.template !== 'sign_in_code') throw new Error(`no code on ${phone}`);
      return newest.parameters.code;
    },
  };
}
