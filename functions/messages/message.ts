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
    }
  | {
      /** To whom a document removes from the register, 72 hours before. */
      readonly template: 'removal_announced';
      readonly parameters: {
        readonly compound: string;
        /** YYYY-MM-DD hh:mm in Shanghai. */
        readonly when: string;
      };
    }
  | {
      readonly template: CompoundTemplate;
      readonly parameters: { readonly compound: string };
    };

/** About oneself in a compound, with nothing but its name. */
export const COMPOUND_TEMPLATES = [
  'removal_taken_back',
  'removal_at_once',
  'join_approved',
  'join_refused',
] as const;
type CompoundTemplate = (typeof COMPOUND_TEMPLATES)[number];

export interface Messages {
  /**
   * Hands a message over for delivery; resolves when the sender has taken it. The number is used
   * for this and kept by the sender alone.
   * @param phone 11 digits
   */
  send(phone: string, message: Message): Promise<void>;
}
