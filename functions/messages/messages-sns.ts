import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
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
    case 'tenancy_ending': {
      const { compound, last, days } = message.parameters;
      return `【小区码】${compound}的租约到 ${last} 为止，${days === 0 ? '今天到期' : `还有 ${days} 天`}。续租或退租，请与对方商量后告诉物业。Tenancy at ${compound} ends ${last}, ${days} days left. Tell the property office whether it goes on.`;
    }
    case 'removal_announced': {
      const { compound, when } = message.parameters;
      return `【小区码】您在${compound}的居住登记将于 ${when} 按文书结束，通行码同时失效。有异议请在此之前联系物业。Your registration at ${compound} ends on ${when} by a document. If it is wrong, tell the property office before.`;
    }
    case 'removal_taken_back': {
      const { compound } = message.parameters;
      return `【小区码】您在${compound}的居住登记照常有效，之前通知的迁出已撤回。Your registration at ${compound} goes on; the removal was taken back.`;
    }
    case 'removal_at_once': {
      const { compound } = message.parameters;
      return `【小区码】您在${compound}的居住登记已按人身安全保护令结束，通行码已失效。有异议请联系物业或法院。Your registration at ${compound} has ended by a protection order. If it is wrong, ask the property office or the court.`;
    }
    case 'join_approved': {
      const { compound } = message.parameters;
      return `【小区码】您在${compound}的登记申请已同意，用这个号码登录即可。You are registered at ${compound}. Sign in with this number.`;
    }
    case 'join_refused': {
      const { compound } = message.parameters;
      return `【小区码】您在${compound}的登记申请没有同意，请联系物业。Your request to be registered at ${compound} was not approved. Ask the property office.`;
    }
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
