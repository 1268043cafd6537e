import type { CompoundId } from '../../shared/ids.ts';
import type { Notification } from '../../shared/messages/notifications.ts';
import type { ChannelState, Sending, Told } from './delivery.ts';
import type { Person } from './person.ts';

/** A message that no try could deliver, and what it is called where managers see it. */
export type UndeliveredSending = {
  readonly id: string;
  /** When it was given up. */
  readonly at: number;
  readonly sending: Sending;
};

/** Who was told what, and how far each message to a phone has come. */
export interface DeliveryStore {
  /**
   * Lays a notification into somebody's inbox; done again, it changes nothing, whoever it comes
   * from: the first of a key counts.
   * @returns since when it lies there, and how far the channels are
   */
  tell(person: Person, notification: Notification): Promise<Told>;
  /** Keeps a message to be sent at its time; where its channel has begun already, nothing. */
  plan(sending: Sending): Promise<void>;
  /** Takes one try, while nobody else has it. @returns whether it is the caller's */
  take(sending: Sending, now: number): Promise<boolean>;
  /** Notes what came of a message that waited as it was read; where it does no more, nothing. */
  settle(sending: Sending, next: ChannelState): Promise<void>;
  /** Whether the person has read it meanwhile. */
  isRead(sending: Sending): Promise<boolean>;
  /** What is due in a compound, the longest due first; at most so many. */
  listDue(compound: CompoundId, now: number, most: number): Promise<readonly Sending[]>;
  /** What could not be delivered there, the newest first. */
  listUndelivered(compound: CompoundId, now: number): Promise<readonly UndeliveredSending[]>;
  /**
   * Forgets that somebody was told something: the message, what waits to be sent of it and what could
   * not be; the mark that it was told goes last, so that the same again does the rest.
   */
  forget(
    person: Person,
    told: { readonly compoundId: CompoundId; readonly digest: string },
  ): Promise<void>;
  /** @returns whether it waits to be sent again: the first who asks counts */
  retry(undelivered: UndeliveredSending, now: number): Promise<boolean>;
}
