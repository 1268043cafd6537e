import type { Message, Messages, Wording } from './message.ts';
import { postSigned, type SignedSender } from './signed-post.ts';

export type HttpsMessagesOptions<Said extends Message> = SignedSender & {
  /** The registered signature that stands before each SMS. */
  readonly signature: string;
  /** The provider's template id for each of ours. */
  readonly templates: Readonly<Record<Said['template'], string>>;
};

/** Its template, as one of those that are sent. */
const named = <Said extends Message>({ template }: Said): Said['template'] => template;

/**
 * SMS by a licensed provider, which takes a template and its parameters and never free text. One
 * signed POST a message (docs/deploy.md says what it looks like); anything but 2xx is a fault.
 */
export function createHttpsMessages<Said extends Message>(
  { parametersOf }: Pick<Wording<Said>, 'parametersOf'>,
  options: HttpsMessagesOptions<Said>,
): Messages<Said> {
  const { url, keyId, key, signature, templates, clock } = options;
  return {
    send: (phone, message) =>
      postSigned(
        { url, keyId, key, clock },
        {
          phone: `+86${phone}`,
          signature,
          template: templates[named(message)],
          parameters: parametersOf(message),
        },
      ),
  };
}
