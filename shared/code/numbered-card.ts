import { decodePassPart } from './pass-part.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { Proven } from './verify-code.ts';

/** Eight digits, typed: whether a text is to be looked up instead of verified. */
export function isTyped(text: string): boolean {
  return /^[0-9]{8}$/.test(text);
}

/**
 * The card that a typed number names, to be decided like one that was scanned. The signature is
 * not there to be verified: whoever holds the numbers (the server, or a gate by the encrypted
 * document of its shift) answers for the part.
 * @param part of the card with this number, 16 bytes; undefined where no card has it
 */
export function cardOfNumber(part: Uint8Array | undefined): Proven | Refusal {
  const card = part === undefined ? undefined : decodePassPart(part);
  return card?.kind === 'card' ? { part: card } : refusal('unknown_number');
}
