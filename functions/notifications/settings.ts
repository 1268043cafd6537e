import type { NotificationSettings } from '../../shared/messages/inbox.ts';
import { USUAL_QUIET_HOURS } from '../../shared/notifications/quiet-hours.ts';

const EVERY_WAY = { sms: true, call: true, wechat: true } as const;

/** Of whoever has chosen nothing: what a template is sent by, and nothing at night that can wait. */
export const USUAL_SETTINGS: NotificationSettings = {
  kinds: { request: EVERY_WAY, announcement: EVERY_WAY, account: EVERY_WAY },
  quiet: USUAL_QUIET_HOURS,
};
