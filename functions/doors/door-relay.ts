import { topicTo } from '../../shared/door/door-messages.ts';
import type { DoorId } from '../../shared/ids.ts';
import type { Pause } from '../platform/pause.ts';
import type { DoorExchange } from './door.ts';
import type { DoorExchanges } from './door-store.ts';

/** Brings a message to a door, now or never: nothing is kept for a door that is away. */
export interface DoorMessages {
  /** @throws where the broker cannot be reached */
  publish(topic: string, message: object): Promise<void>;
}

/** Opens a door, and says whether the door said so. */
export interface DoorRelay {
  open(exchange: DoorExchange): Promise<'acknowledged' | 'silent'>;
}

/** Two seconds, as long as GB 50396 lets somebody wait, for the nonce; and as long again, and a little, for the lock. */
const ANSWERED_WITHIN_MS = 4_500;
const FIRST_LOOK_MS = 30;
const LONGEST_PAUSE_MS = 200;

/**
 * By the table: whoever takes the messages of doors signs the command that a door asked for and
 * records what became of it, and this looks until that stands there.
 */
export function createDoorRelay(
  exchanges: DoorExchanges,
  messages: DoorMessages,
  pause: Pause,
): DoorRelay {
  const ask = (door: DoorId, text: string) => messages.publish(topicTo(door, 'ask'), { ask: text });
  return {
    open: async (exchange) => {
      await exchanges.begin(exchange);
      try {
        await ask(exchange.doorId, exchange.ask);
      } catch {
        // No way to the broker is no way to the door: the caller raises the alarm.
        return 'silent';
      }
      let waited = 0;
      for (let wait = FIRST_LOOK_MS; waited < ANSWERED_WITHIN_MS; wait *= 1.3) {
        const next = Math.min(Math.round(wait), LONGEST_PAUSE_MS);
        await pause(next);
        waited += next;
        const { outcome } = (await exchanges.find(exchange.gateId, exchange.ask)) ?? {};
        if (outcome !== undefined) return outcome === 'opened' ? 'acknowledged' : 'silent';
      }
      return 'silent';
    },
  };
}
