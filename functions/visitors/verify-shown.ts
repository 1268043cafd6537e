import type { KeyObject } from 'node:crypto';
import type { CodeParts } from '../../shared/code/pass-code.ts';
import type { Refusal } from '../../shared/code/refusal.ts';
import { VerifiedPasses } from '../../shared/code/verified-passes.ts';
import { type GateChallenges, type Proven, verifyCode } from '../../shared/code/verify-code.ts';
import { importIssuerKeys } from '../gates/index.ts';
import { signatureVerifier } from '../platform/signature-verifier.ts';
import type { Issuer } from '../platform/signer.ts';

/** Verifies both signatures of a code, as of now. */
export type VerifyShown = (
  parts: CodeParts,
  challenges: GateChallenges,
  now: number,
) => Promise<Proven | Refusal>;

/** Where a key has come or gone, everything is verified anew. */
export function createVerifyShown(issuer: Issuer): VerifyShown {
  let points: ReturnType<Issuer['pointsAt']> | undefined;
  let keys = importIssuerKeys(new Map());
  let verified = new VerifiedPasses<KeyObject>();
  return async (parts, challenges, now) => {
    const here = issuer.pointsAt(now);
    if (here !== points) {
      points = here;
      keys = importIssuerKeys(here);
      verified = new VerifiedPasses();
    }
    return verifyCode(parts, {
      keys: await keys,
      verifier: signatureVerifier,
      challenges,
      verified,
    });
  };
}
