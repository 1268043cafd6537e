import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { SIGN_IN_WORDING } from '../../../functions/messages/index.ts';
import { createHttpsMessages } from '../../../functions/messages/messages-https.ts';
import { createSnsMessages } from '../../../functions/messages/messages-sns.ts';
import { startAwsPeer } from '../../support/aws-peer.ts';
import { fixedClock, NOON } from '../../support/fixed-clock.ts';
import { listenOnLoopback } from '../../support/loopback.ts';

const CODE = { template: 'sign_in_code', parameters: { code: '482913', minutes: 5 } } as const;
const PHONE = '13800000001';
const KEY = 'a key that both sides know';

describe('a code goes to a phone', () => {
  it('by SNS: to the number in full, in both languages, and to no topic', async () => {
    process.env.AWS_ACCESS_KEY_ID = 'local';
    process.env.AWS_SECRET_ACCESS_KEY = 'local';
    const answer =
      '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
    const sns = await startAwsPeer(() => ({ type: 'text/xml', body: answer }));
    try {
      await createSnsMessages(SIGN_IN_WORDING, { endpoint: sns.endpoint, region: 'local' }).send(
        PHONE,
        CODE,
      );
    } finally {
      await sns.stop();
    }
    const asked = new URLSearchParams(sns.calls[0]?.body);
    expect(asked.get('Action')).toBe('Publish');
    expect(asked.get('PhoneNumber')).toBe(`+86${PHONE}`);
    expect(asked.get('TopicArn')).toBeNull();
    expect(asked.get('Message')).toMatch(/验证码 482913，5 分钟.+Code 482913/);
    expect(sns.calls[0]?.authorization).toMatch(/^AWS4-HMAC-SHA256 /);
  });

  async function sendTo(status: number): Promise<{ headers: IncomingHttpHeaders; body: string }> {
    const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      seen.push({ headers: request.headers, body });
      response.writeHead(status).end();
    });
    const provider = await listenOnLoopback(server);
    try {
      await createHttpsMessages(SIGN_IN_WORDING, {
        url: `${provider.endpoint}/send`,
        keyId: 'key-1',
        key: KEY,
        signature: '小区码',
        templates: { sign_in_code: 'SMS_1', number_not_registered: 'SMS_2' },
        clock: fixedClock(),
      }).send(PHONE, CODE);
    } finally {
      await provider.stop();
    }
    const [first] = seen;
    if (first === undefined) throw new Error('nothing was sent');
    return first;
  }

  it('by a licensed provider: template and parameters, never free text, signed with the time', async () => {
    const { headers, body } = await sendTo(200);
    expect(JSON.parse(body)).toEqual({
      phone: `+86${PHONE}`,
      signature: '小区码',
      template: 'SMS_1',
      parameters: { code: '482913', minutes: '5' },
    });
    const seconds = String(NOON / 1_000);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'xq-key': 'key-1',
      'xq-time': seconds,
      'xq-signature': createHmac('sha256', KEY).update(`${seconds}\n${body}`).digest('base64url'),
    });
  });

  it('and is not said to be sent where the provider refuses it', async () => {
    await expect(sendTo(500)).rejects.toThrow('the sender of messages answered 500');
  });
});
