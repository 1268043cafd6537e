import type { AccountId } from '../../shared/ids.ts';
import type { ContactNumbers } from '../identity/index.ts';
import type { Messages } from '../messages/index.ts';
import type { Log } from '../platform/log.ts';
import type { Notice } from './notice.ts';
import type { NoticeStore } from './notice-store.ts';

export interface Notices {
  /**
   * Tells an account something: on its page, and by a message where a number is known to tell it
   * by. What `key` names is told once: a run that was broken off is run again.
   */
  tell(
    account: AccountId,
    notice: Notice & { readonly key: string },
    now: number,
    /** The number, of an account that is not, or not any more, known to have one. */
    phone?: string | undefined,
  ): Promise<void>;
  /** The number, for who is told of what lets it go. */
  numberOf(account: AccountId): Promise<string | undefined>;
}

export type TellPorts = {
  readonly store: NoticeStore;
  readonly contacts: Pick<ContactNumbers, 'open'>;
  readonly messages: Messages;
  readonly log: Log;
};

/**
 * The page first, which cannot fail halfway; then the message. A sender that does not take it is
 * noted, and stands in nobody's way: the page says the same.
 */
export function createNotices({ store, contacts, messages, log }: TellPorts): Notices {
  return {
    numberOf: contacts.open,

    tell: async (account, { key, ...notice }, now, known) => {
      const kept = await store.keepNotice(account, key, notice, now);
      if (kept.sentAt !== undefined) return;
      const phone = known ?? (await contacts.open(account));
      if (phone === undefined) return;
      try {
        await messages.send(phone, notice);
      } catch (error) {
        log.fault('notices', { template: notice.template }, error);
        return;
      }
      await store.noteSent(account, key, now);
    },
  };
}
