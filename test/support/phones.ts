import type { Message, Messages } from '../../functions/messages/index.ts';

/** Everybody's phone: keeps what was sent, oldest first. */
export type Phones = Messages & {
  readonly received: readonly { readonly phone: string; readonly message: Message }[];
  /** The newest one-time code on this phone. */
  codeOn(phone: string): string;
};

export function createPhones(): Phones {
  const received: { phone: string; message: Message }[] = [];
  return {
    received,
    send: async (phone, message) => {
      received.push({ phone, message });
    },
    codeOn: (phone) => {
      const newest = received.findLast((one) => one.phone === phone)?.message;
      if (newest?.template !== 'sign_in_code') throw new Error(`no code on ${phone}`);
      return newest.parameters.code;
    },
  };
}
