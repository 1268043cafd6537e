import { createDuty, onDutyNow } from '../duty/index.ts';
import { createGateScreens } from '../gates/index.ts';
import { createOutbox } from '../notifications/index.ts';
import { createPassStore } from '../passes/index.ts';
import { type RandomBytes, randomBytes } from '../platform/random.ts';
import { deriveKey } from '../platform/secrets.ts';
import type { Issuer } from '../platform/signer.ts';
import type { Table } from '../platform/table.ts';
import { type GateDoors, noDoors } from './gate-doors.ts';
import { createLastOpeningStore } from './last-opening-store-dynamo.ts';
import type { ScanToOpenRoutesDeps } from './routes.ts';

/** What the entry points hand to the routes. */
export function createScanToOpen({
  table,
  serverSecret,
  issuer,
  doors = noDoors,
  random = randomBytes,
}: {
  readonly table: Table;
  readonly serverSecret: Uint8Array;
  readonly issuer: Issuer;
  readonly doors?: GateDoors;
  readonly random?: RandomBytes;
}): Omit<ScanToOpenRoutesDeps, 'authenticate' | 'keys'> {
  const duty = createDuty(table);
  return {
    ...createGateScreens({ table, serverSecret, issuer }),
    ticketKey: deriveKey(serverSecret, 'gate-ticket'),
    passes: createPassStore(table),
    last: createLastOpeningStore(table),
    outbox: createOutbox(table),
    onDuty: async (compoundId, now) => {
      const planned = await onDutyNow(duty, { compoundId, post: 'gatehouse', now });
      return (planned?.staff ?? []).map(({ staffId }) => staffId);
    },
    doors,
    random,
  };
}
