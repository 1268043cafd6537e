import { KeyObject } from 'node:crypto';
import { type IssuerKeySet, readIssuerKeys } from '../shared/messages/keys.ts';
import { contentTag } from './platform/content-tag.ts';
import {
  type App,
  type AppOptions,
  authenticateAnyone,
  mountRoute,
  NOT_MODIFIED,
  newApp,
} from './platform/http.ts';
import { signatureVerifier } from './platform/signature-verifier.ts';
import type { Issuer, IssuerPoints } from './platform/signer.ts';

export type KeysApiDeps = {
  readonly app?: AppOptions;
  readonly issuer: Issuer;
};

/**
 * Caches may keep the set for five minutes: a new key is published longer than that before the
 * first pass is signed with it, and one that was withdrawn is gone from the edge by then.
 */
const CACHED_SECONDS = 300;

async function keySetOf(points: IssuerPoints): Promise<IssuerKeySet> {
  const keys: IssuerKeySet['keys'] = [];
  for (const [number, point] of points) {
    const key = await signatureVerifier.importKey(point);
    const { x, y } = key instanceof KeyObject ? key.export({ format: 'jwk' }) : {};
    if (x === undefined || y === undefined) {
      throw new TypeError(`issuer key i${number} is no point of the curve`);
    }
    keys.push({ kty: 'EC', crv: 'P-256', kid: `i${number}`, alg: 'ES256', use: 'sig', x, y });
  }
  return { keys };
}

/** The issuer's public keys, for anybody, from the edge. */
export function createKeysApi({ app: options, issuer }: KeysApiDeps): App {
  const app = newApp(options);
  mountRoute(app, {
    endpoint: readIssuerKeys,
    action: 'keys.read',
    authenticate: authenticateAnyone,
    handle: async ({ request, reply, now }) => {
      const keySet = await keySetOf(issuer.pointsAt(now));
      const version = `"${contentTag(JSON.stringify(keySet))}"`;
      reply.header('etag', version);
      reply.header('cache-control', `public, max-age=${CACHED_SECONDS}`);
      reply.header('cross-origin-resource-policy', 'cross-origin');
      return request.hasVersion(version) ? NOT_MODIFIED : keySet;
    },
  });
  return app;
}
