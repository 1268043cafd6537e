import type { StreetId } from '../../shared/ids.ts';
import { destroyEmergency } from './destroy-emergency.ts';
import type { DestroyPorts } from './destroy-ports.ts';
import type { EmergencyStore } from './emergency-store.ts';
import { type NoteKeyGonePorts, noteKeyGone } from './note-key-gone.ts';

export type DestroyEndedPorts = DestroyPorts &
  NoteKeyGonePorts & { readonly emergencies: Pick<EmergencyStore, 'list' | 'change'> };

/**
 * Goes on with the destruction of every emergency of a street that has ended, and says of those
 * before when their key is gone. One that meets a fault stands in no other's way.
 * @throws the first fault, once the others are done
 */
export async function destroyEnded(
  ports: DestroyEndedPorts,
  street: StreetId,
  now: number,
): Promise<void> {
  const faults: unknown[] = [];
  const destructions = await ports.destructions.list(street);
  const isNoted = new Set(
    destructions.filter(({ keyGone }) => keyGone !== undefined).map((one) => one.emergencyId),
  );
  for (const emergency of await ports.emergencies.list(street)) {
    const noted = (fault: unknown) => void faults.push(fault);
    if (emergency.state === 'ended') await destroyEmergency(ports, emergency, now).catch(noted);
    if (emergency.state === 'destroyed' && !isNoted.has(emergency.emergencyId)) {
      await noteKeyGone(ports, emergency, now).catch(noted);
    }
  }
  if (faults.length > 0) throw faults[0];
}
