import { createCompoundStore } from '../compounds/index.ts';
import { createGateStore } from '../gates/index.ts';
import { createAccountStore, createContactNumbers } from '../identity/index.ts';
import { CompoundOrder, layCompound } from '../operator/index.ts';
import { systemClock } from '../platform/clock.ts';
import { deriveKey } from '../platform/secrets.ts';
import { createResidentStore } from '../residents/index.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const serverSecret = await adapters.secretOfEnvironment();
const ports = {
  compounds: createCompoundStore(table),
  gates: createGateStore(table),
  accounts: createAccountStore(table),
  residents: createResidentStore(table),
  contacts: createContactNumbers(table, deriveKey(serverSecret, 'contact')),
  serverSecret,
};

/** Enough to mend by; the next try says the rest. */
const PLACES_SAID = 20;

/**
 * Called by whoever operates the deployment, by the rights of their account, and by no route. What
 * an order lacks is answered by its places; nothing of it is written then, and none of it logged.
 */
export async function handler(event: unknown) {
  const order = CompoundOrder.safeParse(event);
  if (order.success) return { laid: await layCompound(ports, order.data, systemClock()) };
  const places = order.error.issues.map(
    (issue) =>
      `${issue.path.map(String).join('.')}: ${issue.code === 'custom' ? issue.message : issue.code}`,
  );
  return { refused: places.slice(0, PLACES_SAID) };
}
