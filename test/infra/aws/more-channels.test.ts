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
    .filter(([, { Properties }]) => JSON.stringify(Properties).includes('WECHAT_TEMPLATES'));

  const nameOf = ([id]: readonly [string, unknown]) => id.replace(/^Functions([a-z]+).*$/, '$1');

  it('hands both to the two functions that tell people, and to no other', () => {
    expect(told.map(nameOf).sort()).toEqual(['delivernotifications', 'sendnotifications']);
    for (const [, { Properties }] of told) {
      expect(Object(Properties.Environment).Variables).toMatchObject({
        CALL_URL: 'https://calls.example/call',
        CALL_KEY_ARN: secret('calls'),
        WECHAT_SECRET_ARN: secret('wechat'),
        PUBLIC_ORIGIN: 'https://gate.example',
      });
    }
  });

  it('lets the two in which people bind their WeChat ask whose a code is, and send nothing', () => {
    const asking = template
      .of('AWS::Lambda::Function')
      .filter(([id]) => !told.some(([other]) => other === id))
      .filter(([, { Properties }]) => JSON.stringify(Properties).includes('WECHAT_APP_ID'));
    expect(asking.map(nameOf).sort()).toEqual(['manager', 'resident']);
    for (const [, { Properties }] of asking) {
      const { Variables } = Object(Properties.Environment);
      expect(Variables).toMatchObject({
        WECHAT_APP_ID: 'wx-1',
        WECHAT_SECRET_ARN: secret('wechat'),
      });
      expect(Variables).not.toHaveProperty('CALL_URL');
    }
  });

  it('lets each read the secrets that it has, and no other', () => {
    const reading = (name: string) =>
      template
        .of('AWS::IAM::Policy')
        .filter(([, { Properties }]) => JSON.stringify(Properties).includes(`secret:${name}-Ab`));
    expect([reading('wechat').length, reading('calls').length]).toEqual([4, 2]);
  });
});
