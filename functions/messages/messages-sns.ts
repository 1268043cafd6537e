import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { TIME_LIMITS } from '../platform/time-limits.ts';
import type { Message, Messages, Wording } from './message.ts';

/** SMS by SNS, which sends none from China's regions. */
export function createSnsMessages<Said extends Message>(
  { textOf }: Pick<Wording<Said>, 'textOf'>,
  options: { readonly endpoint?: string; readonly region?: string } = {},
): Messages<Said> {
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
