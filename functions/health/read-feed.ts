import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { FeedBatch } from '../../shared/emergency/health-feed.ts';
import type { PinnedFeed } from '../emergencies/index.ts';
import { type Failure, fail } from '../platform/failure.ts';

/** What a source says, once its signature by the key that the declaration pins is found to hold. */
export async function readFeed(
  feeds: readonly PinnedFeed[],
  jws: string,
): Promise<{ readonly batch: FeedBatch; readonly said: string } | Failure> {
  const said = await verified(feeds, jws);
  if (said === undefined) return fail('not_permitted');
  const batch = FeedBatch.safeParse(parsed(said.text));
  if (!batch.success) {
    return fail('invalid_input', {
      field: batch.error.issues[0]?.path.map(String).join('.') ?? '',
    });
  }
  if (batch.data.iss !== said.feed) return fail('not_permitted');
  return { batch: batch.data, said: said.text };
}

async function verified(
  feeds: readonly PinnedFeed[],
  jws: string,
): Promise<{ readonly feed: string; readonly text: string } | undefined> {
  try {
    const { kid } = decodeProtectedHeader(jws);
    const feed = feeds.find((one) => one.kid === kid);
    if (feed === undefined) return undefined;
    const key = await importJWK(feed.key, 'ES256');
    const { payload } = await compactVerify(jws, key, { algorithms: ['ES256'] });
    return { feed: feed.name, text: new TextDecoder('utf-8', { fatal: true }).decode(payload) };
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
