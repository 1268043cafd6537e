import type { NotificationTemplate } from '../../shared/messages/notifications.ts';
import { templateParameters } from '../../shared/notifications/sentences.ts';
import type { Calls } from './message.ts';
import { postSigned, type SignedSender } from './signed-post.ts';

export type HttpsCallsOptions = SignedSender & {
  /** The provider's voice template for each of ours that rings. */
  readonly templates: Readonly<Partial<Record<NotificationTemplate, string>>>;
};

/** Calls by a licensed provider, which says a template and its parameters to whoever picks up. */
export function createHttpsCalls({ templates, ...sender }: HttpsCallsOptions): Calls {
  return {
    call: (phone, said) =>
      postSigned(sender, {
        phone: `+86${phone}`,
        template: templates[said.template],
        parameters: templateParameters(said),
      }),
  };
}
