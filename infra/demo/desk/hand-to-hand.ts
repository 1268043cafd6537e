import type { RequestId } from '../../../shared/ids.ts';
import { CallRefused } from '../street-client.ts';
import { type Asker, newKey, type Worker } from './desk-people.ts';

type Between = {
  readonly requestId: RequestId;
  readonly asker: Asker;
  readonly worker: Worker;
  readonly frontDesk: Worker;
};

async function refusedBy(code: string, call: Promise<unknown>): Promise<boolean> {
  return call.then(
    () => false,
    (error: unknown) => error instanceof CallRefused && error.code === code,
  );
}

/** @returns what went wrong */
type ComesBack = (worker: Worker) => Promise<string[]>;

/** The card for the pharmacy goes out and comes back, each confirmed by both. */
async function lendCard({ requestId, asker, worker, frontDesk }: Between): Promise<ComesBack> {
  const card = newKey();
  await worker.takeCard(requestId, card);
  await asker.confirm(requestId, card, 'out');
  return async (finisher) => {
    const held = await refusedBy('hand_over_open', frontDesk.settle(requestId, { step: 'close' }));
    await finisher.giveBack(requestId, card);
    await asker.confirm(requestId, card, 'back');
    return held ? [] : [`${requestId} was closed while the card was out`];
  };
}

/** Money for the shopping, paid back when both have said so. */
async function payFirst({ requestId, asker, worker, frontDesk }: Between): Promise<ComesBack> {
  const advance = newKey();
  await worker.advance(requestId, advance, 8_000);
  return async (finisher) => {
    const held = await refusedBy('advance_open', frontDesk.settle(requestId, { step: 'close' }));
    await finisher.settleAdvance(requestId, advance);
    await asker.settle(requestId, advance);
    return held ? [] : [`${requestId} was closed while money was owed`];
  };
}

/** What changes hands while a request of a type is done, and comes back once it is. */
export function handedOver(typeId: string, between: Between): Promise<ComesBack> | undefined {
  if (typeId === 'medicine') return lendCard(between);
  return typeId === 'shopping' ? payFirst(between) : undefined;
}
