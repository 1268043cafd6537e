import { createHash } from 'node:crypto';
import { writeLiveCode } from '../../shared/code/pass-code.ts';
import { proofSigningInput } from '../../shared/code/proof.ts';
import { slotAt } from '../../shared/time/slot.ts';
import { newKeyPair } from './key-pair.ts';

export type VisitorPhone = ReturnType<typeof newVisitorPhone>;

/** The browser of somebody who was invited: holds a key, shows codes of what it was given. */
export function newVisitorPhone(keys = newKeyPair()) {
  let pass: Buffer | undefined;
  return {
    keys,
    /** The body of opening a link. */
    opening: (link: string) => ({
      link,
      deviceKey: keys.publicText,
      proof: keys.token({ typ: 'xq-device-key+jwt' }, { sub: link }),
    }),
    keep: (text: string) => {
      pass = Buffer.from(text, 'base64url');
    },
    /** The code on the screen at this moment. */
    showAt: (unixMs: number): string => {
      if (pass === undefined) throw new Error('this phone was let into nothing');
      const value = { mode: 'slot', slot: slotAt(unixMs) } as const;
      const digest = createHash('sha256').update(pass).digest();
      return writeLiveCode(pass, value, keys.sign(proofSigningInput(digest, value)));
    },
  };
}
