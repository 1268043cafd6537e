import type { CompoundId } from '../../shared/ids.ts';
import { type SendPorts, sendMessage } from './send-message.ts';

/** What is left over is the next minute's. */
const MOST_A_RUN = 100;

/** Every minute: what waited for the morning, and what failed and is tried again. */
export async function sendDue(ports: SendPorts, compound: CompoundId, now: number): Promise<void> {
  for (const sending of await ports.deliveries.listDue(compound, now, MOST_A_RUN)) {
    await sendMessage(ports, sending, now);
  }
}
