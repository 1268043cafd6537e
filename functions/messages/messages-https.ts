import { templateParameters } from '../../shared/notifications/sentences.ts';
import type { Message, Messages } from './message.ts';
import { postSigned, type SignedSender } from './signed-post.ts';

export type HttpsMessagesOptions = SignedSender & {
  /** The registered signature that stands before each SMS. */
  readonly signature: string;
  /** The provider's template id for each of ours. */
  readonly templates: Readonly<Record<Message['template'], string>>;
};

/** As text, however it is kept. */
function parametersOf(message: Message): Readonly<Record<string, string>> {
  switch (message.template) {
    case 'sign_in_code':
      return { code: message.parameters.code, minutes: String(message.parameters.minutes) };
    case 'number_not_registered':
      return message.parameters;
    default:
      return templateParameters(message);
  }
}

/**
 * SMS by a licensed provider, which takes a template and its parameters and never free text. One
 * signed POST a message (docs/deploy.md says what it looks like); anything but 2xx is a fault.
 */
export function createHttpsMessages(options: HttpsMessagesOptions): Messages {
  const { url, keyId, key, signature, templates, clock } = options;
  return {
    send: (phone, message) =>
      postSigned(
        { url, keyId, key, clock },
        {
          phone: `+86${phone}`,
          signature,
          template: templates[message.template],
          parameters: parametersOf(message),
        },
      ),
  };
}
