import type { Audience } from '../../shared/messages/sign-in.ts';

/**
 * What can be sent to a phone: a template and its parameters, since licensed senders take nothing
 * else. The words belong to whoever shows or delivers it.
 */
export type Message =
  | {
      readonly template: 'sign_in_code';
      readonly parameters: { readonly code: string; readonly minutes: number };
    }
  | {
      readonly template: 'number_not_registered';
      readonly parameters: { readonly audience: Audience };
    }
  | {
      /** To tenant and landlord, before the last day. */
      readonly template: 'tenancy_ending';
      readonly parameters: {
        readonly compound: string;
        /** YYYY-MM-DD */
        readonly last: string;
        /** 0 on the last day. */
        readonly days: number;
      };
    };

export interface Messages {
  /**
   * Hands a message over for delivery; resolves when the sender has taken it. The number is used
   * for this and kept by the sender alone.
   * @param phone 11 digits
   */
  send(phone: string, message: Message): Promise<void>;
}
