import type { EmergencyHere } from '../emergencies/index.ts';
import type { StoredDigest } from './digest.ts';

/** One digest a compound and day, sealed under the emergency's key. */
export interface DigestStore {
  /** @returns what stands there where another was first */
  keep(here: EmergencyHere, digest: StoredDigest): Promise<'kept' | StoredDigest>;
  /** Writes down that everybody has been told. */
  settle(here: EmergencyHere, digest: StoredDigest): Promise<void>;
  findNewest(here: EmergencyHere): Promise<StoredDigest | undefined>;
  /** The newest first, so many at most. */
  list(here: EmergencyHere, most: number): Promise<readonly StoredDigest[]>;
}
