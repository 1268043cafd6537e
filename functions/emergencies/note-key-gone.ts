import { systemFacts } from '../platform/audit.ts';
import type { Issuer } from '../platform/signer.ts';
import type { StoredDestruction } from './destruction.ts';
import type { DestructionStore } from './destruction-store.ts';
import type { StoredEmergency } from './emergency.ts';
import type { EmergencyKeys } from './emergency-keys.ts';
import { KEY_GONE_TYPE, nameOfLine, signLine } from './sign-line.ts';

export type NoteKeyGonePorts = {
  readonly destructions: DestructionStore;
  readonly keys: Pick<EmergencyKeys, 'isGone'>;
  readonly issuer: Pick<Issuer, 'signerAt'>;
};

/**
 * The second line of a certificate, once: that the key is gone for good. Until then it is disabled,
 * and nobody can open it either.
 * @returns whether it stands there
 */
export async function noteKeyGone(
  { destructions, keys, issuer }: NoteKeyGonePorts,
  { emergencyId, keyHandle }: Pick<StoredEmergency, 'emergencyId' | 'keyHandle'>,
  now: number,
): Promise<boolean> {
  const destruction = await destructions.find(emergencyId);
  if (destruction?.certificate === undefined) return false;
  if (destruction.keyGone !== undefined) return true;
  if (keyHandle !== undefined && !(await keys.isGone(emergencyId, keyHandle))) return false;
  const certificate = nameOfLine(destruction.certificate.signature);
  const line = { emergencyId, certificate, keyGoneAt: now };
  const signature = await signLine(issuer.signerAt(now), KEY_GONE_TYPE, line);
  const after: StoredDestruction = {
    ...destruction,
    keyGone: { ...line, signature },
    version: destruction.version + 1,
    audit: { ...systemFacts('emergency.key_gone', now), place: destruction.streetId },
  };
  // Whoever was first has written something else; the next run does this.
  return (await destructions.change(destruction, after)) === 'changed';
}
