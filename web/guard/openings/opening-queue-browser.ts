import type { Opening } from '../../../shared/messages/openings.ts';
import { DURABLE, type GuardDatabase } from '../app/guard-database.ts';
import { byTime, type OpeningQueue } from './opening-queue.ts';
import {
  type OpeningName,
  owesReason,
  type QueuedOpening,
  settledOpening,
} from './queued-opening.ts';

export function openingQueueIn(database: GuardDatabase): OpeningQueue {
  const all = async () => (await database.getAll('openings')).sort(byTime);
  return {
    async keep(opening) {
      const change = database.transaction('openings', 'readwrite', DURABLE);
      await Promise.all([change.store.add({ opening, state: 'unsent' }), change.done]);
    },

    async explain(name, reason) {
      const change = database.transaction('openings', 'readwrite', DURABLE);
      const queued = await change.store.get(keyOf(name));
      await Promise.all([
        queued &&
          owesReason(queued) &&
          change.store.put({ opening: { ...queued.opening, reason }, state: 'unsent' }),
        change.done,
      ]);
    },

    async listUnexplained() {
      return (await all()).filter(owesReason).map(({ opening }) => opening);
    },

    async listUnsent(limit) {
      const unsent = (await all()).filter(({ state }) => state === 'unsent');
      return unsent.slice(0, limit).map(({ opening }) => opening);
    },

    async acknowledge({ recorded, refused }) {
      const change = database.transaction('openings', 'readwrite', DURABLE);
      const settle = async (sent: Opening, result: 'recorded' | 'refused') => {
        const queued = await change.store.get(keyOf(sent));
        if (queued === undefined) return;
        const left = settledOpening(queued, sent, result);
        if (left === undefined) await change.store.delete(keyOf(sent));
        else await change.store.put(left);
      };
      await Promise.all([
        ...recorded.map((sent) => settle(sent, 'recorded')),
        ...refused.map((sent) => settle(sent, 'refused')),
        change.done,
      ]);
    },

    async giveUp() {
      const change = database.transaction('openings', 'readwrite', DURABLE);
      const giveUp = async (queued: QueuedOpening) => {
        if (queued.state === 'sent') await change.store.delete(keyOf(queued.opening));
        else await change.store.put({ ...queued, state: 'refused' });
      };
      const all = await change.store.getAll();
      await Promise.all([...all.map(giveUp), change.done]);
    },

    async count() {
      const states = (await database.getAll('openings')).map(({ state }) => state);
      const of = (wanted: string) => states.filter((state) => state === wanted).length;
      return { waiting: of('unsent'), refused: of('refused') };
    },
  };
}

const keyOf = ({ boot, seq }: OpeningName): [number, number] => [boot, seq];
