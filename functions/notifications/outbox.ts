import type { Notification } from '../../shared/messages/notifications.ts';

/** What is to be told. From here on the stream sees to it, whatever becomes of whoever put it. */
export interface Outbox {
  /** Keeps it to be delivered; the same key to the same recipient again changes nothing. */
  put(notification: Notification): Promise<void>;
  /** Lets the number go that came along, once what is to be sent to it has been kept. */
  forgetNumber(notification: Notification): Promise<void>;
  /** Takes it out, whether it was delivered or not. */
  takeBack(notification: Pick<Notification, 'compoundId' | 'key' | 'to'>): Promise<void>;
}
