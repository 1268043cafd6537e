import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from './acknowledge.ts';
import { giveSecret } from './secrets.ts';
import type { ChinaStage, Stage } from './stage.ts';

/** Who delivers one-time codes, and the right to ask them. */
export function giveSms(fn: Lambda, stage: Stage): void {
  if (stage.partition === 'aws') giveSns(fn);
  else giveProvider(fn, stage);
}

function giveSns(fn: Lambda): void {
  fn.addEnvironment('MESSAGES', 'sns');
  const everyTopic = Stack.of(fn).formatArn({
    service: 'sns',
    region: '*',
    account: '*',
    resource: '*',
  });
  fn.addToRolePolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] }));
  fn.addToRolePolicy(
    new PolicyStatement({ effect: Effect.DENY, actions: ['sns:Publish'], resources: [everyTopic] }),
  );
  acknowledge(fn.role ?? fn, {
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'An SMS goes to a number, which is no resource; publishing to any topic is denied beside it.',
  });
}

function giveProvider(fn: Lambda, stage: ChinaStage): void {
  fn.addEnvironment('MESSAGES', 'https');
  fn.addEnvironment('SMS_URL', stage.smsUrl);
  fn.addEnvironment('SMS_SIGNATURE', stage.smsSignature);
  fn.addEnvironment('SMS_TEMPLATE_SIGN_IN_CODE', stage.smsTemplateSignInCode);
  fn.addEnvironment('SMS_TEMPLATE_NUMBER_NOT_REGISTERED', stage.smsTemplateNumberNotRegistered);
  fn.addEnvironment('SMS_TEMPLATES', JSON.stringify(stage.smsTemplates));
  const key = Secret.fromSecretCompleteArn(fn, 'SmsKey', stage.smsKeySecret);
  giveSecret(fn, 'SMS_KEY_ARN', key);
}
