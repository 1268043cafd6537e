import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import type { EmergencyHere, PinnedFeed } from '../../../functions/emergencies/index.ts';
import type { FeedResult } from '../../../shared/emergency/health-feed.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';

/** A laboratory with a key of its own, and how it is pinned. */
export async function laboratory(name = '市疾控中心') {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const { x = '', y = '' } = await exportJWK(publicKey);
  const kid = `${Buffer.from(name).toString('hex')}-1`;
  const pinned: PinnedFeed = { name, kid, key: { kty: 'EC', crv: 'P-256', x, y } };
  const sign = (payload: unknown, header: { kid?: string } = {}) =>
    new CompactSign(Buffer.from(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES256', kid, ...header })
      .sign(privateKey);
  return { name, pinned, sign };
}

export const resultOf = (
  code: string,
  now: number,
  change: Partial<FeedResult> = {},
): FeedResult => ({
  evidenceId: 'HZ-1',
  revision: 1,
  code,
  kind: 'test_result',
  finding: 'positive',
  observedAt: now,
  expiresAt: now + 14 * 86_400_000,
  ...change,
});

/** Sends it as it is, as a program does: without a cookie, from no page. */
export const send = (house: Gatehouse, { emergencyId }: EmergencyHere, jws: string) =>
  house.call('resident', 'POST', `/api/v1/emergencies/${emergencyId}/feed`, { rawBody: jws });
