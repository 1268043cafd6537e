import { systemFacts } from '../platform/audit.ts';
import { destroyEmergency } from './destroy-emergency.ts';
import type { DestroyPorts } from './destroy-ports.ts';
import type { StoredEmergency } from './emergency.ts';
import { isEndUnconfirmed } from './emergency-state.ts';
import { type NoteKeyGonePorts, noteKeyGone } from './note-key-gone.ts';

export type DestroyEndedPorts = DestroyPorts & NoteKeyGonePorts;

/**
 * What the clock does with an emergency that has ended: goes on with its destruction, and says when
 * its key is gone for good. From then on even what the key was wrapped in is kept no more, and there
 * is nothing left to do with it.
 */
export async function destroyEnded(
  ports: DestroyEndedPorts,
  emergency: StoredEmergency,
  now: number,
): Promise<void> {
  const isEnded = emergency.state === 'ended' && !isEndUnconfirmed(emergency, now);
  if (isEnded) await destroyEmergency(ports, emergency, now);
  if (emergency.state !== 'destroyed' || emergency.keyHandle === undefined) return;
  if (!(await noteKeyGone(ports, emergency, now))) return;
  const { keyHandle: _, ...left } = emergency;
  await ports.emergencies.change(emergency, {
    ...left,
    version: emergency.version + 1,
    audit: { ...systemFacts('emergency.key_gone', now), place: emergency.streetId },
  });
}
