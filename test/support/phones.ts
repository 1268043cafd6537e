import type { Message, Messages } from '../../functions/messages/index.ts';

/** Everybody's phone: keeps what was sent, oldest first. */
export type Phones = Messages & {
  readonly received: readonly { readonly phone: string; readonly message: Message }[];
  /** The newest one-time code on this phone. */
  codeOn(phone: string): string;
  /** From now on the sender takes nothing for this phone. */
  failFor(phone: string): void;
};

export function createPhones(): Phones {
  const received: { phone: string; message: Message }[] = [];
  const failing = new Set<string>();
  return {
    received,
    send: async (phone, message) => {
      if (failing.has(phone)) throw new Error('the sender of messages answered 503');
      received.push({ phone, message });
    },
    failFor: (phone) => failing.add(phone),
    codeOn: (phone) => {
      const newest = received.findLast((one) => one.phone === phone)?.message;
      if (newest?.template !== 'sign_in_code') throw new Error(`no code on ${phone}`);
      return newest.parameters.code;
    },
  };
}
