import { describe, expect, it } from 'vitest';
import { EXAMPLE_PARAMETERS } from '../../../infra/aws/example-parameters.ts';
import { synthesize } from './synthesized.ts';

const secret = (name: string) =>
  `arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:${name}-AbCdEf`;

describe('a stage with a provider of calls and a service account', () => {
  const template = synthesize('prod', {
    ...EXAMPLE_PARAMETERS.aws,
    calls: {
      url: 'https://calls.example/call',
      keySecret: secret('calls'),
      templates: { request_escalated: 'VOICE_1' },
    },
    wechat: {
      appId: 'wx-1',
      secret: secret('wechat'),
      templates: { request_step: { id: 'T-1', fields: { type: 'thing1' } } },
    },
  });
  const told = template
    .of('AWS::Lambda::Function')
    .filter(([, { Properties }]) => JSON.stringify(Properties).includes('WECHAT_APP_ID'));

  it('hands both to the two functions that tell people, and to no other', () => {
    expect(told.map(([id]) => id.replace(/^Functions([a-z]+).*$/, '$1')).sort()).toEqual([
      'delivernotifications',
      'sendnotifications',
    ]);
    for (const [, { Properties }] of told) {
      expect(Object(Properties.Environment).Variables).toMatchObject({
        CALL_URL: 'https://calls.example/call',
        CALL_KEY_ARN: secret('calls'),
        WECHAT_SECRET_ARN: secret('wechat'),
        PUBLIC_ORIGIN: 'https://gate.example',
      });
    }
  });

  it('lets them read the two secrets', () => {
    const policies = template
      .of('AWS::IAM::Policy')
      .filter(([, { Properties }]) => JSON.stringify(Properties).includes('secret:wechat-AbCdEf'));
    expect(policies).toHaveLength(2);
    for (const [, { Properties }] of policies) {
      expect(JSON.stringify(Properties)).toContain('secret:calls-AbCdEf');
    }
  });
});
