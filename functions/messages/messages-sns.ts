import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { sentenceOf } from '../../shared/notifications/sentences.ts';
import { TIME_LIMITS } from '../platform/time-limits.ts';
import type { Message, Messages } from './message.ts';

/** Both languages: nobody has chosen one before signing in. */
function textOf(message: Message): string {
  switch (message.template) {
    case 'sign_in_code': {
      const { code, minutes } = message.parameters;
      return `【小区码】验证码 ${code}，${minutes} 分钟内有效，请勿告诉他人。Code ${code}, ${minutes} min. Tell nobody.`;
    }
    case 'number_not_registered':
      return '【小区码】有人用这个号码登录，但它没有登记。请联系物业。This number is not registered. Ask your property manager.';
    default:
      return `【小区码】${sentenceOf(message, 'zh')} ${sentenceOf(message, 'en')}`;
  }
}

/** SMS by SNS, which sends none from China's regions. */
export function createSnsMessages(
  options: { readonly endpoint?: string; readonly region?: string } = {},
): Messages {
  const client = new SNSClient({ ...options, requestHandler: TIME_LIMITS });
  return {
    send: async (phone, message) => {
      await client.send(
        new PublishCommand({
          PhoneNumber: `+86${phone}`,
          Message: textOf(message),
          MessageAttributes: {
            'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
          },
        }),
      );
    },
  };
}
