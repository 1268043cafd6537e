import { base64urlnopad } from '@scure/base';
import { compactDecrypt } from 'jose';
import type { CardNumber } from '../../../shared/ids.ts';
import { CardNumbers, EncryptedHolders } from '../../../shared/messages/gates.ts';

/** The part that was signed of each card that the gate knows, by its number. */
export type HeldNumbers = ReadonlyMap<CardNumber, Uint8Array>;

/**
 * Opens the cards' part of the holders' document with the shift's key. Undefined where there is
 * none: no number can be told from another then.
 */
export async function openNumbers(
  body: unknown,
  shiftKey: CryptoKey,
): Promise<HeldNumbers | undefined> {
  const encrypted = EncryptedHolders.safeParse(body);
  if (encrypted.data?.numbers === undefined) return undefined;
  try {
    const { plaintext } = await compactDecrypt(encrypted.data.numbers, shiftKey, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const numbers = CardNumbers.parse(JSON.parse(new TextDecoder().decode(plaintext)));
    return new Map(
      Object.entries(numbers).map(([number, part]) => [number, base64urlnopad.decode(part)]),
    );
  } catch {
    return undefined;
  }
}
