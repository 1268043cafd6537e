import { compactDecrypt } from 'jose';
import { EncryptedHolders, Holders } from '../../../shared/messages/gates.ts';
import type { HeldHolders } from './holder.ts';

/**
 * Opens the holders' document with the shift's key. Undefined for what was made for another
 * shift, or is no such document: the gate then shows verdicts without names.
 */
export async function openHolders(
  body: unknown,
  shiftKey: CryptoKey,
): Promise<HeldHolders | undefined> {
  const encrypted = EncryptedHolders.safeParse(body);
  if (!encrypted.success) return undefined;
  try {
    const { plaintext } = await compactDecrypt(encrypted.data.holders, shiftKey, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const holders = Holders.parse(JSON.parse(new TextDecoder().decode(plaintext)));
    return new Map(Object.entries(holders).map(([index, holder]) => [Number(index), holder]));
  } catch {
    return undefined;
  }
}
