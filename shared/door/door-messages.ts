import * as z from 'zod';
import { DoorId } from '../ids.ts';

/** 16 random bytes, base64url. */
const Random = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/);
/** HMAC-SHA-256, base64url. */
const Mac = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
const Count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** The server wants to open: which nonce may it use? Opens nothing, and needs no secret. */
export const DoorAsk = z.object({ ask: Random });
export type DoorAsk = z.infer<typeof DoorAsk>;

/** A nonce for one command, good for three seconds from now. */
export const DoorNonce = z.object({ ask: Random, nonce: Random, mac: Mac });
export type DoorNonce = z.infer<typeof DoorNonce>;

/** Open once. */
export const DoorOpen = z.object({ nonce: Random, mac: Mac });
export type DoorOpen = z.infer<typeof DoorOpen>;

/** What became of a command: the lock was released, or the command came too late. */
export const DoorAck = z.object({
  nonce: Random,
  ask: Random,
  outcome: z.enum(['opened', 'late']),
  mac: Mac,
});
export type DoorAck = z.infer<typeof DoorAck>;

/** How a door stands, whole: nothing depends on what was said before. */
export const DoorReport = z.object({
  lock: z.enum(['locked', 'released']),
  leaf: z.enum(['closed', 'open', 'held_open', 'forced_open']),
  fire: z.boolean(),
  tamper: z.boolean(),
  /** Commands that were refused since the last that opened. */
  refused: Count,
});
export type DoorReport = z.infer<typeof DoorReport>;

/** Said after connecting and with every change. */
export const DoorSaid = DoorReport.extend({
  /** Rises with every connection, also over a restart. */
  session: Count,
  /** Rises with every report of a session. */
  seq: Count,
  mac: Mac,
});
export type DoorSaid = z.infer<typeof DoorSaid>;

/** The last will: said by the broker when the connection of that session has broken. */
export const DoorGone = z.object({ session: Count, mac: Mac });
export type DoorGone = z.infer<typeof DoorGone>;

/** What goes to a door, and what comes from it, by the last part of the topic. */
export const TO_DOOR = { ask: DoorAsk, open: DoorOpen } as const;
export const FROM_DOOR = {
  nonce: DoorNonce,
  ack: DoorAck,
  state: DoorSaid,
  gone: DoorGone,
} as const;
export type ToDoor = keyof typeof TO_DOOR;
export type FromDoor = keyof typeof FROM_DOOR;

const ROOT = 'xq/1/doors';
export const topicTo = (doorId: DoorId, said: ToDoor): string => `${ROOT}/${doorId}/in/${said}`;
export const topicFrom = (doorId: DoorId, said: FromDoor): string =>
  `${ROOT}/${doorId}/out/${said}`;
/** All that goes to a door, as it subscribes. */
export const topicsTo = (doorId: DoorId): string => `${ROOT}/${doorId}/in/+`;
/** All that comes from doors; the id is the fourth part, what is said the last. */
export const TOPICS_FROM_DOORS = `${ROOT}/+/out/+`;

/** The door and what it says, where a topic is one that a door speaks on. */
export function readTopic(topic: string): { doorId: DoorId; said: FromDoor } | undefined {
  const [doorText, said] = topic.match(/^xq\/1\/doors\/([^/]+)\/out\/([a-z]+)$/)?.slice(1) ?? [];
  const doorId = DoorId.safeParse(doorText).data;
  const isKnown = (text: string | undefined): text is FromDoor =>
    text !== undefined && Object.hasOwn(FROM_DOOR, text);
  return doorId === undefined || !isKnown(said) ? undefined : { doorId, said };
}
