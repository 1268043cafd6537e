import type { Clock } from '../platform/clock.ts';
import type { EmergencyHere } from './emergency.ts';
import type { EmergencyKeys } from './emergency-keys.ts';
import { openSealing, type Sealing } from './sealing.ts';

/** The longest that a process keeps an opened key. */
const KEPT_OPEN_MS = 60_000;

/** What is needed of an emergency to read and write under its key. */
export type KeyOf = Pick<EmergencyHere, 'emergencyId' | 'keyHandle'>;

export interface Sealings {
  /** What is sealed under an emergency's key; undefined once the key is destroyed. */
  of(emergency: KeyOf): Promise<Sealing | undefined>;
}

/** Opens each key once a minute, however often it is asked for. */
export function createSealings(keys: Pick<EmergencyKeys, 'open'>, clock: Clock): Sealings {
  const opened = new Map<string, { readonly sealing: Sealing; readonly until: number }>();

  return {
    of: async ({ emergencyId, keyHandle }) => {
      const now = clock();
      for (const [handle, { until }] of opened) if (until <= now) opened.delete(handle);
      const known = opened.get(keyHandle);
      if (known !== undefined) return known.sealing;
      const key = await keys.open(emergencyId, keyHandle);
      if (key === undefined) return undefined;
      const sealing = openSealing(key);
      key.fill(0);
      opened.set(keyHandle, { sealing, until: now + KEPT_OPEN_MS });
      return sealing;
    },
  };
}
