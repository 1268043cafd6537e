import { createHmac, timingSafeEqual } from 'node:crypto';

/** Each use of the deployment's secret has a key of its own, so that no value made for one serves another. */
export const KEY_LABELS = [
  'session',
  'phone',
  'otp',
  'enrolment',
  'gate-secret',
  'shift-key',
  'shift-pin',
  'relief',
  'refresh',
  'rate',
  'laid',
  'contact',
  'roster',
  'audit',
  'entry-means',
  'photo',
  'whistle-link',
  'push',
  'gate-ticket',
  'door',
  'invitation-link',
  'visitor-pin',
] as const;
export type KeyLabel = (typeof KEY_LABELS)[number];

/** @returns 32 bytes */
export function deriveKey(serverSecret: Uint8Array, label: KeyLabel): Uint8Array {
  return createHmac('sha256', serverSecret).update(`xiaoquma ${label}`).digest();
}

/**
 * HMAC-SHA-256 over the parts, each preceded by its length, so that ('ab', 'c') and ('a', 'bc')
 * differ.
 * @returns 32 bytes
 */
export function hmac(key: Uint8Array, ...parts: (string | Uint8Array)[]): Uint8Array {
  const mac = createHmac('sha256', key);
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    mac.update(length).update(bytes);
  }
  return mac.digest();
}

/** Compares in a time that depends on the lengths alone. */
export function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
