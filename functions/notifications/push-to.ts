import type { NotificationContent } from '../../shared/messages/notifications.ts';
import type { PushBody } from '../../shared/messages/push.ts';
import { sentenceOf } from '../../shared/notifications/sentences.ts';
import type { PushMessages } from '../messages/index.ts';
import { systemFacts } from '../platform/audit.ts';
import type { Person } from './person.ts';
import type { PushStore } from './push-store.ts';

export type PushPorts = {
  readonly subscriptions: Pick<PushStore, 'listSubscriptions' | 'dropSubscription'>;
  readonly messages: PushMessages;
};

/** One sentence, and where it leads. */
export const bodyOf = (
  content: NotificationContent,
  { link, digest }: { readonly link?: string | undefined; readonly digest: string },
): PushBody => ({
  says: { zh: sentenceOf(content, 'zh'), en: sentenceOf(content, 'en') },
  ...(link === undefined ? {} : { link }),
  tag: digest,
});

/**
 * To each browser of somebody; one that is gone is forgotten. Where one fails, all are told again:
 * by its tag none shows it twice.
 * @returns whether there was a browser to tell
 */
export async function pushTo(
  { subscriptions, messages }: PushPorts,
  person: Person,
  { body, now }: { readonly body: PushBody; readonly now: number },
): Promise<boolean> {
  const browsers = await subscriptions.listSubscriptions(person);
  const outcomes = await Promise.allSettled(
    browsers.map(async (browser) => {
      const outcome = await messages.send(browser, body);
      if (outcome === 'gone') {
        const facts = systemFacts('notification_settings.forget', now);
        await subscriptions.dropSubscription(person, browser.endpoint, facts);
      }
      return outcome;
    }),
  );
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return outcomes.some((one) => one.status === 'fulfilled' && one.value === 'sent');
}
