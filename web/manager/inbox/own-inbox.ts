import { readStaffInbox } from '../../../shared/messages/inbox.ts';
import { queryClient, useAnswer } from '../app/queries.ts';
import { api } from '../app/session.ts';

const INBOX = ['inbox'];

/** What whoever is signed in was told, wherever they look: the menu counts it, the page shows it. */
export const useInbox = (when: () => boolean) =>
  useAnswer({ key: INBOX, when, ask: () => api.call(readStaffInbox) });

export const inboxChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: INBOX });
