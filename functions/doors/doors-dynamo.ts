import { createDuty, onDutyNow } from '../duty/index.ts';
import { createGateStore } from '../gates/index.ts';
import { systemPause } from '../platform/pause.ts';
import { type RandomBytes, randomBytes } from '../platform/random.ts';
import type { Table } from '../platform/table.ts';
import type { DoorMessages } from './door-relay.ts';
import { createDoorRelay } from './door-relay.ts';
import { createDoorExchanges, createDoorStore } from './door-store-dynamo.ts';

export type DoorsDeps = {
  readonly table: Table;
  readonly messages: DoorMessages;
  readonly random?: RandomBytes;
};

/** What it takes to open doors: for every function that lets somebody in. */
export function createDoors({ table, messages, random = randomBytes }: DoorsDeps) {
  const exchanges = createDoorExchanges(table);
  const duty = createDuty(table);
  return {
    doors: createDoorStore(table),
    exchanges,
    messages,
    relay: createDoorRelay(exchanges, messages, systemPause),
    gates: createGateStore(table),
    onDuty: async (compoundId: Parameters<typeof duty.staffOf>[0], now: number) => {
      const planned = await onDutyNow(duty, { compoundId, post: 'gatehouse', now });
      return (planned?.staff ?? []).map(({ staffId }) => staffId);
    },
    random,
  };
}
