import type { DoorId } from '../ids.ts';
import type { DoorAck, DoorGone, DoorNonce, DoorOpen, DoorSaid } from './door-messages.ts';

/** HMAC-SHA-256 of a text's UTF-8 bytes under one door's secret. @returns 32 bytes */
export type MacOf = (input: string) => Uint8Array;

type Unsigned<Message> = Omit<Message, 'mac'>;
const bit = (on: boolean): string => (on ? '1' : '0');

/**
 * What is signed: lines, joined by one line feed and without one at the end. No field contains a
 * line feed, and the second line says which message it is, so that none passes for another.
 */
const lines = (kind: string, doorId: DoorId, ...fields: (string | number)[]): string =>
  ['xq-door-1', kind, doorId, ...fields].join('\n');

export const MAC_INPUT = {
  connect: (doorId: DoorId) => lines('connect', doorId),
  nonce: (doorId: DoorId, { ask, nonce }: Unsigned<DoorNonce>) =>
    lines('nonce', doorId, ask, nonce),
  open: (doorId: DoorId, { nonce }: Unsigned<DoorOpen>) => lines('open', doorId, nonce),
  ack: (doorId: DoorId, { nonce, ask, outcome }: Unsigned<DoorAck>) =>
    lines('ack', doorId, nonce, ask, outcome),
  state: (doorId: DoorId, said: Unsigned<DoorSaid>) =>
    lines(
      'state',
      doorId,
      said.session,
      said.seq,
      said.lock,
      said.leaf,
      bit(said.fire),
      bit(said.tamper),
      said.refused,
    ),
  gone: (doorId: DoorId, { session }: Unsigned<DoorGone>) => lines('gone', doorId, session),
} as const;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** base64url without padding, as every mac, nonce and secret is written. */
export function base64Url(bytes: Uint8Array): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET[(buffer >> bits) & 63];
    }
    buffer &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET[(buffer << (6 - bits)) & 63];
}

/** Whether a text carries its mac; takes as long wherever the two differ. */
export function isMac(macOf: MacOf, input: string, mac: string): boolean {
  const right = base64Url(macOf(input));
  let differs = right.length ^ mac.length;
  for (let n = 0; n < right.length; n++) differs |= right.charCodeAt(n) ^ mac.charCodeAt(n);
  return differs === 0;
}
