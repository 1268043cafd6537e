import type { WeChatAccounts } from '../messages/index.ts';
import type { ResidentActor, StaffActor } from '../platform/actor.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { RateLimits } from '../platform/rate-limit.ts';
import type { WeChatStore } from './wechat-store.ts';

/** What binding somebody to their WeChat needs. */
export type WeChatPorts = {
  readonly weChat: WeChatStore;
  /** Absent where a deployment has no service account. */
  readonly weChatAccounts?: WeChatAccounts | undefined;
  readonly rates: Pick<RateLimits, 'take'>;
  readonly random: RandomBytes;
};

/** Whoever asks, for themselves, and when. */
export type Self = { readonly actor: ResidentActor | StaffActor; readonly now: number };
