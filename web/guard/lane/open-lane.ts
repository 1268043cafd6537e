import { base64urlnopad } from '@scure/base';
import { compactDecrypt } from 'jose';
import { laneText, possibleHouses, possibleSurnames } from '../../../shared/lane/house-name.ts';
import { EncryptedHolders, LANE_HASH_BYTES, Lane } from '../../../shared/messages/gates.ts';
import type { Holder } from '../shift/holder.ts';

/** Finds who lives here by house and surname, without a network. */
export interface HeldLane {
  /** Undefined while what was typed is no house and no name yet. */
  find(house: string, name: string): Promise<readonly Holder[] | undefined>;
}

/**
 * Opens the lane's part of the holders' document with the shift's key. Undefined where there is
 * none: the guard then checks by hand.
 */
export async function openLane(body: unknown, shiftKey: CryptoKey): Promise<HeldLane | undefined> {
  const encrypted = EncryptedHolders.safeParse(body);
  if (encrypted.data?.lane === undefined) return undefined;
  try {
    const { plaintext } = await compactDecrypt(encrypted.data.lane, shiftKey, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const lane = Lane.parse(JSON.parse(new TextDecoder().decode(plaintext)));
    const found = new Map(Object.entries(lane.found));
    const key = await crypto.subtle.importKey(
      'raw',
      new Uint8Array(base64urlnopad.decode(lane.key)),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    return {
      async find(typedHouse, typedName) {
        const houses = possibleHouses(typedHouse);
        const surnames = possibleSurnames(typedName);
        if (houses.length === 0 || surnames.length === 0) return undefined;
        const hashes = await Promise.all(
          houses.flatMap((house) =>
            surnames.map((surname) => hashOf(key, laneText(house, surname))),
          ),
        );
        return hashes.flatMap((hash) => found.get(hash) ?? []);
      },
    };
  } catch {
    return undefined;
  }
}

async function hashOf(key: CryptoKey, text: string): Promise<string> {
  const hash = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text));
  return base64urlnopad.encode(new Uint8Array(hash, 0, LANE_HASH_BYTES));
}
