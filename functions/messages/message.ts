import type { NotificationContent } from '../../shared/messages/notifications.ts';
import type { PushBody, PushSubscription } from '../../shared/messages/push.ts';
import type { Audience } from '../../shared/messages/sign-in.ts';

/** What somebody is told who signs in. */
export type SignInMessage =
  | {
      readonly template: 'sign_in_code';
      readonly parameters: { readonly code: string; readonly minutes: number };
    }
  | {
      readonly template: 'number_not_registered';
      readonly parameters: { readonly audience: Audience };
    };

/**
 * What can be sent to a phone: a template and its parameters, since licensed senders take nothing
 * else. The words belong to whoever shows or delivers it.
 */
export type Message = SignInMessage | NotificationContent;

/** How messages are put: as the text of an SMS, or as the parameters of a provider's template. */
export type Wording<Said extends Message> = {
  readonly textOf: (message: Said) => string;
  readonly parametersOf: (message: Said) => Readonly<Record<string, string>>;
};

export interface Messages<Said extends Message = Message> {
  /**
   * Hands a message over for delivery; resolves when the sender has taken it. The number is used
   * for this and kept by the sender alone.
   * @param phone 11 digits
   */
  send(phone: string, message: Said): Promise<void>;
}

/** A phone that rings, and a voice that says one template. */
export interface Calls {
  /**
   * Hands a call over to be made; resolves when the sender has taken it.
   * @param phone 11 digits
   */
  call(phone: string, said: NotificationContent): Promise<void>;
}

/** Where a message leads: a path within the page of residents or of staff. */
export type MessageLink = { readonly page: 'resident' | 'manager'; readonly path: string };

/** Browsers that let themselves be told. */
export interface PushMessages {
  /** @returns `gone` where the browser lets itself be told no more */
  send(subscription: PushSubscription, body: PushBody): Promise<'sent' | 'gone'>;
}

/** Template messages of the service account that people follow. */
export interface WeChatMessages {
  /**
   * @param openId whoever follows, as this service account knows them
   * @returns `gone` where they follow it no more
   */
  send(openId: string, said: NotificationContent, link?: MessageLink): Promise<'sent' | 'gone'>;
}
