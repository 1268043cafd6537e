import { KEPT_MS } from '../../shared/retention.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { RateLimit } from '../platform/rate-limit.ts';
import { personOf } from './person-of-actor.ts';
import type { Self, WeChatPorts } from './wechat.ts';

const ASKED_AN_HOUR: RateLimit = { kind: 'wechat-asking', most: 10, windowMs: 3_600_000 };
const STATE_BYTES = 16;

/** Where WeChat leads whoever it has named. */
const RETURNS = { resident: '/api/v1/resident/wechat/return', staff: '/manager/inbox' } as const;

/** Begins to bind whoever asks to a WeChat: the address at which WeChat says which. */
export async function askWeChat(
  { weChat, weChatAccounts, rates, random }: WeChatPorts,
  { actor, now }: Self,
): Promise<{ goTo: string } | Failure> {
  if (weChatAccounts === undefined) return fail('not_found');
  const person = personOf(actor);
  const taken = await rates.take(ASKED_AN_HOUR, `${person.inbox}#${person.account}`, now);
  if (taken !== 'taken') return fail('too_many_tries', taken);
  const state = Buffer.from(random(STATE_BYTES)).toString('hex');
  await weChat.keepAsking(person, { state, until: now + KEPT_MS.wechat_asking });
  return { goTo: weChatAccounts.askingAddress({ returnTo: RETURNS[person.inbox], state }) };
}
