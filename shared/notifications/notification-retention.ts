import { KEPT_MS } from '../retention.ts';

/** What people are told, and by which ways: classes of shared/retention-classes.ts. */
export const NOTIFICATION_RETENTION = {
  outbox: {
    ms: KEPT_MS.outbox,
    from: 'putting it there',
    why: 'as long as anything tries to bring it to people',
    items: ['what somebody is to be told'],
  },
  inbox: {
    ms: KEPT_MS.inbox,
    from: 'what it tells of',
    why: 'two months of messages, and nobody is told the same twice',
    items: ['that somebody was told something', 'a message in an inbox'],
  },
  undelivered: {
    ms: KEPT_MS.undelivered,
    from: 'giving it up, or the time at which it was to be sent',
    why: 'a month to see why, and to have it sent again',
    items: ['a message that waits to be sent', 'a message that reached no phone'],
  },
  wechat_asking: {
    ms: KEPT_MS.wechat_asking,
    from: 'asking',
    why: 'to WeChat and back',
    items: ['that somebody is about to be bound to a WeChat'],
  },
} as const;
