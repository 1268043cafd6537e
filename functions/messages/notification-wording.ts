import type { NotificationContent } from '../../shared/messages/notifications.ts';
import { sentenceOf, templateParameters } from '../../shared/notifications/sentences.ts';
import type { Wording } from './message.ts';

/** Both languages: a number is told what it is told, whoever reads it. */
export const NOTIFICATION_WORDING: Wording<NotificationContent> = {
  textOf: (said) => `【小区码】${sentenceOf(said, 'zh')} ${sentenceOf(said, 'en')}`,
  parametersOf: templateParameters,
};
