import type { NotificationTemplate } from '../messages/notifications.ts';

/** What people are told about: they choose by these. */
export const NOTIFICATION_KINDS = ['request', 'announcement', 'account'] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** Ways to somebody besides the inbox, which has everything. */
export const CHANNELS = ['sms', 'call', 'wechat', 'push'] as const;
export type Channel = (typeof CHANNELS)[number];

type Policy = {
  readonly kind: NotificationKind;
  /** Sent by SMS also where it is not urgent: an SMS costs money, and each step of a request is none. */
  readonly sms?: true;
  /** Where it is urgent, the phone rings as well. */
  readonly call?: true;
};

export const NOTIFICATION_POLICY = {
  tenancy_ending: { kind: 'account', sms: true },
  removal_announced: { kind: 'account', sms: true },
  removal_taken_back: { kind: 'account', sms: true },
  removed: { kind: 'account', sms: true },
  join_request_decided: { kind: 'account', sms: true },
  company_changed: { kind: 'account' },
  request_step: { kind: 'request' },
  hand_over_to_confirm: { kind: 'request' },
  advance_to_settle: { kind: 'request' },
  rating_asked: { kind: 'request' },
  task_assigned: { kind: 'request' },
  request_reminder: { kind: 'request' },
  request_escalated: { kind: 'request', call: true },
  whistle_called: { kind: 'request', sms: true, call: true },
  whistle_awaited: { kind: 'request', sms: true },
  whistle_taken_back: { kind: 'request', sms: true },
  whistle_silent: { kind: 'request' },
  rating_received: { kind: 'request' },
  visitor_arrived: { kind: 'account' },
  visitor_second_phone: { kind: 'account', sms: true },
  health_alert: { kind: 'request', sms: true, call: true },
  health_digest: { kind: 'request' },
  health_status_changed: { kind: 'account', sms: true },
  health_call_due: { kind: 'request', sms: true },
  health_feed_stopped: { kind: 'request', sms: true },
  door_alarm: { kind: 'request', sms: true },
  gate_waits: { kind: 'request', sms: true, call: true },
  gate_opened_itself: { kind: 'request' },
  emergency_drill: { kind: 'request' },
  announcement_urgent: { kind: 'announcement' },
} as const satisfies Record<NotificationTemplate, Policy>;
// cast: the keys of an object literal are its keys
export const NOTIFICATION_TEMPLATES = Object.keys(NOTIFICATION_POLICY) as [
  NotificationTemplate,
  ...NotificationTemplate[],
];

export const policyOf = (template: NotificationTemplate): Policy => NOTIFICATION_POLICY[template];
