import * as z from 'zod';
import { base64Url, isMac, MAC_INPUT, type MacOf } from '../../shared/door/door-mac.ts';
import {
  DoorAck,
  DoorGone,
  DoorNonce,
  DoorSaid,
  readTopic,
  topicTo,
} from '../../shared/door/door-messages.ts';
import { gateOfDoor } from '../../shared/ids.ts';
import type { Log } from '../platform/log.ts';
import { type ChangeStandingPorts, changeStanding } from './change-standing.ts';
import { afterGone, afterOpening, afterReport, type Door } from './door.ts';
import type { DoorMessages } from './door-relay.ts';
import { doorSecretOf, macUnder } from './door-secrets.ts';
import type { DoorExchanges, DoorStore } from './door-store.ts';

/** What the broker hands over: the topic and the bytes, in base64. */
export const DoorEvent = z.object({ topic: z.string().max(200), payload: z.base64().max(2_048) });
export type DoorEvent = z.infer<typeof DoorEvent>;

/** A door that answers an ask later than this is not given a command: nobody waits any more. */
const ASK_LIVES_MS = 3_000;

export type TakeDoorMessagePorts = ChangeStandingPorts & {
  readonly doors: DoorStore;
  readonly exchanges: DoorExchanges;
  readonly messages: DoorMessages;
  readonly doorKey: Uint8Array;
  readonly log: Log;
};

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}

type Taking = { readonly door: Door; readonly macOf: MacOf; readonly now: number };

async function takeNonce(ports: TakeDoorMessagePorts, { door, macOf, now }: Taking, raw: unknown) {
  const said = DoorNonce.safeParse(raw).data;
  const { doorId, gateId } = door;
  if (said === undefined || !isMac(macOf, MAC_INPUT.nonce(doorId, said), said.mac)) return false;
  const asked = await ports.exchanges.find(gateId, said.ask);
  const isAwaited =
    asked?.doorId === doorId && asked.outcome === undefined && now - asked.at <= ASK_LIVES_MS;
  if (!isAwaited) return true;
  const { nonce } = said;
  const mac = base64Url(macOf(MAC_INPUT.open(doorId, { nonce })));
  await ports.messages.publish(topicTo(doorId, 'open'), { nonce, mac });
  return true;
}

async function takeAck(ports: TakeDoorMessagePorts, { door, macOf, now }: Taking, raw: unknown) {
  const said = DoorAck.safeParse(raw).data;
  const { doorId, gateId } = door;
  if (said === undefined || !isMac(macOf, MAC_INPUT.ack(doorId, said), said.mac)) return false;
  const { outcome } = said;
  const noted = await ports.exchanges.finish(gateId, said.ask, { outcome, at: now });
  if (noted === 'done' && outcome === 'opened') {
    await changeStanding(ports, { gateId, now }, (seen) => afterOpening(seen, now));
  }
  return true;
}

async function takeState(ports: TakeDoorMessagePorts, { door, macOf, now }: Taking, raw: unknown) {
  const said = DoorSaid.safeParse(raw).data;
  const { doorId, gateId } = door;
  if (said === undefined || !isMac(macOf, MAC_INPUT.state(doorId, said), said.mac)) return false;
  const { session, seq, mac: _, ...report } = said;
  await changeStanding(ports, { gateId, now }, (seen) =>
    seen.doorId === doorId ? afterReport(seen, { session, seq, report }, now) : seen,
  );
  return true;
}

async function takeGone(ports: TakeDoorMessagePorts, { door, macOf, now }: Taking, raw: unknown) {
  const said = DoorGone.safeParse(raw).data;
  const { doorId, gateId } = door;
  if (said === undefined || !isMac(macOf, MAC_INPUT.gone(doorId, said), said.mac)) return false;
  await changeStanding(ports, { gateId, now }, (seen) =>
    seen.doorId === doorId ? afterGone(seen, said.session, now) : seen,
  );
  return true;
}

const TAKERS = { nonce: takeNonce, ack: takeAck, state: takeState, gone: takeGone } as const;

/**
 * Takes what a door said. Nothing is believed that the door's own secret has not signed, and what
 * is brought twice, or late, changes nothing.
 */
export async function takeDoorMessage(
  ports: TakeDoorMessagePorts,
  event: DoorEvent,
  now: number,
): Promise<void> {
  const topic = readTopic(event.topic);
  if (topic === undefined) return;
  const { doorId, said } = topic;
  const door = await ports.doors.findDoor(gateOfDoor(doorId));
  if (door?.doorId !== doorId || door.removedAt !== undefined) {
    return ports.log.info('door.unknown', { doorId, said });
  }
  const macOf = macUnder(doorSecretOf(ports.doorKey, doorId));
  const isTaken = await TAKERS[said](ports, { door, macOf, now }, parseJson(event.payload));
  if (!isTaken) ports.log.info('door.not_believed', { doorId, said });
}
