import { createHmac } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { CHALLENGE_BYTES } from '../../shared/code/proof.ts';
import type { GateChallenges } from '../../shared/code/verify-code.ts';
import { type GateDeviceId, type GateId, gateNumberOf, type ShiftId } from '../../shared/ids.ts';
import { deriveKey, hmac } from '../platform/secrets.ts';
import { signatureVerifier } from '../platform/signature-verifier.ts';

/** The deployment's keys behind everything that is derived for gates. */
export type GateKeys = {
  readonly enrolment: Uint8Array;
  readonly gateSecret: Uint8Array;
  readonly shiftKey: Uint8Array;
  readonly shiftPin: Uint8Array;
  readonly relief: Uint8Array;
};

export function gateKeys(serverSecret: Uint8Array): GateKeys {
  return {
    enrolment: deriveKey(serverSecret, 'enrolment'),
    gateSecret: deriveKey(serverSecret, 'gate-secret'),
    shiftKey: deriveKey(serverSecret, 'shift-key'),
    shiftPin: deriveKey(serverSecret, 'shift-pin'),
    relief: deriveKey(serverSecret, 'relief'),
  };
}

/** The secret behind one device's challenges, 32 bytes. Derived, never stored; it ends with the device. */
export function gateSecretOf(keys: Pick<GateKeys, 'gateSecret'>, device: GateDeviceId): Uint8Array {
  return hmac(keys.gateSecret, device);
}

/** What a shift's names are encrypted under, 32 bytes. Derived, never stored. */
export function shiftKeyOf(keys: GateKeys, shift: ShiftId): Uint8Array {
  return hmac(keys.shiftKey, shift);
}

/**
 * The challenges that a device shows at its gate.
 * @param secretOf the device's gate secret; asked for only where a code answers a challenge
 */
export function challengesOf(secretOf: () => Uint8Array, gateId: GateId): GateChallenges {
  const gate = gateNumberOf(gateId);
  return {
    gate,
    challengeOf: (slot) => {
      const shown = Buffer.alloc(6);
      shown.writeUInt16BE(gate, 0);
      shown.writeUInt32BE(slot, 2);
      return createHmac('sha256', secretOf()).update(shown).digest().subarray(0, CHALLENGE_BYTES);
    },
  };
}

const importPoint = (key: string) => signatureVerifier.importKey(Buffer.from(key, 'base64url'));

/** Whether secrets can be wrapped for this key: a compressed point of the curve, base64url. */
export async function canReceive(agreementKey: string): Promise<boolean> {
  return (await importPoint(agreementKey)) !== undefined;
}

/**
 * Encrypts a secret to a device's agreement key: JWE, ECDH-ES, A256GCM.
 * @param agreementKey one that can receive: devices are enrolled with no other
 */
export async function wrapForDevice(secret: Uint8Array, agreementKey: string): Promise<string> {
  const key = await importPoint(agreementKey);
  if (key === undefined) throw new TypeError('an agreement key is a point of the curve');
  return new CompactEncrypt(secret)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(key);
}
