import { writeUint } from '../../../shared/code/bytes.ts';
import { CHALLENGE_BYTES } from '../../../shared/code/proof.ts';
import type { GateChallenges } from '../../../shared/code/verify-code.ts';

/**
 * The challenges that this gate's secret makes: the first 8 bytes of HMAC-SHA-256 over
 * gate number (2) ‖ slot (4).
 */
export function gateChallengesOf(gate: number, gateSecret: CryptoKey): GateChallenges {
  return {
    gate,
    async challengeOf(slot) {
      const message = new Uint8Array(6);
      writeUint(message, 0, 2, gate);
      writeUint(message, 2, 4, slot);
      const mac = await crypto.subtle.sign('HMAC', gateSecret, message);
      return new Uint8Array(mac).subarray(0, CHALLENGE_BYTES);
    },
  };
}
