import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Where a sealed value stands in the table. */
export type ItemKey = { readonly pk: string; readonly sk: string };

/** What is written and read under the data key of one emergency. */
export type Sealing = {
  /** A value as it is kept in the item of that key, and in no other. */
  seal(key: ItemKey, value: unknown): Uint8Array;
  /**
   * The value again, to be parsed by its schema.
   * @throws where it was sealed under another key, for another item, or was changed since
   */
  unseal(key: ItemKey, sealed: Uint8Array): unknown;
  /** By what somebody or something stands in keys: 32 hex digits that say nothing without the data key. */
  name(kind: string, id: string): string;
};

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Named in the first byte, so that another way of sealing can follow. */
const AES_256_GCM = 1;
const NAME_BYTES = 16;

const derived = (key: Uint8Array, use: 'seal' | 'name'): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `xiaoquma emergency ${use}`, KEY_BYTES));
const boundTo = ({ pk, sk }: ItemKey): Buffer => Buffer.from(JSON.stringify([pk, sk]));

/** @param key the data key of an emergency, 32 bytes */
export function openSealing(key: Uint8Array): Sealing {
  if (key.length !== KEY_BYTES) throw new RangeError('a data key has 32 bytes');
  const sealKey = derived(key, 'seal');
  const nameKey = derived(key, 'name');

  return {
    seal: (at, value) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(boundTo(at));
      const text = Buffer.from(JSON.stringify(value));
      const sealed = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
      return new Uint8Array(Buffer.concat([Buffer.of(AES_256_GCM), nonce, sealed]));
    },

    unseal: (at, sealed) => {
      const bytes = Buffer.from(sealed);
      if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES || bytes[0] !== AES_256_GCM) {
        throw new RangeError('not a sealed value');
      }
      const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', sealKey, nonce)
        .setAAD(boundTo(at))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = decipher.update(bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES));
      return JSON.parse(Buffer.concat([text, decipher.final()]).toString('utf8'));
    },

    name: (kind, id) =>
      createHmac('sha256', nameKey)
        .update(JSON.stringify([kind, id]))
        .digest('hex')
        .slice(0, NAME_BYTES * 2),
  };
}
