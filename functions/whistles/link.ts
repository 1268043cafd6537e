import { WhistleId } from '../../shared/ids.ts';
import type { WhistleLink } from '../../shared/messages/whistles.ts';
import { constantTimeEqual, hmac } from '../platform/secrets.ts';

/** 128 bits: nobody comes upon one, and it is short enough to be pasted. */
const PROOF_BYTES = 16;

function proofOf(key: Uint8Array, whistle: WhistleId, department: number): string {
  const mac = hmac(key, whistle, String(department)).subarray(0, PROOF_BYTES);
  return Buffer.from(mac).toString('base64url');
}

/**
 * A department's link: which whistle, which of its departments, and the proof that we gave it.
 * @param key derived for `whistle-link`
 */
export function linkFor(key: Uint8Array, whistle: WhistleId, department: number): WhistleLink {
  const [, compound = '', token = ''] = whistle.split('_');
  return `${compound}.${token}.${department}.${proofOf(key, whistle, department)}`;
}

/** Whose link it is; undefined for one that we never gave. Nothing is looked up for it. */
export function openLink(
  key: Uint8Array,
  link: WhistleLink,
): { readonly whistleId: WhistleId; readonly department: number } | undefined {
  const [compound = '', token = '', number = '', proof = ''] = link.split('.');
  const whistleId = WhistleId.safeParse(`whi_${compound}_${token}`).data;
  if (whistleId === undefined) return undefined;
  const department = Number(number);
  const own = Buffer.from(proofOf(key, whistleId, department));
  return constantTimeEqual(own, Buffer.from(proof)) ? { whistleId, department } : undefined;
}
