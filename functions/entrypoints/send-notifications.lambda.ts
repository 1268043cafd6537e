import { createCompoundStore } from '../compounds/index.ts';
import { sendDue } from '../notifications/index.ts';
import { systemClock } from '../platform/clock.ts';
import * as adapters from './adapters.ts';

const table = adapters.tableOfEnvironment();
const ports = await adapters.deliveryOfEnvironment(table);
const compounds = createCompoundStore(table);

/** Every minute: what waited for the morning, and what is tried again. */
export async function handler(): Promise<void> {
  for (const compound of await compounds.listCompoundIds()) {
    await sendDue(ports, compound, systemClock());
  }
}
