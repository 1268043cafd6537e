import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { giveSecret } from './secrets.ts';
import type { Stage } from './stage.ts';

/** Pushes to browsers; phone calls and WeChat, where the stage has them. */
export function giveMoreChannels(fn: Lambda, { calls, wechat, domain }: Stage): void {
  fn.addEnvironment('PUBLIC_ORIGIN', `https://${domain}`);
  if (calls !== undefined) {
    fn.addEnvironment('CALL_URL', calls.url);
    fn.addEnvironment('CALL_TEMPLATES', JSON.stringify(calls.templates));
    giveSecret(fn, 'CALL_KEY_ARN', Secret.fromSecretCompleteArn(fn, 'CallKey', calls.keySecret));
  }
  if (wechat !== undefined) {
    giveWeChat(fn, wechat);
    fn.addEnvironment('WECHAT_TEMPLATES', JSON.stringify(wechat.templates));
  }
}

/** For whoever asks WeChat whom a code names, and nothing more. */
export function giveWeChatAccounts(fn: Lambda, { wechat }: Stage): void {
  if (wechat !== undefined) giveWeChat(fn, wechat);
}

function giveWeChat(fn: Lambda, { appId, secret }: NonNullable<Stage['wechat']>): void {
  fn.addEnvironment('WECHAT_APP_ID', appId);
  giveSecret(fn, 'WECHAT_SECRET_ARN', Secret.fromSecretCompleteArn(fn, 'WeChat', secret));
}
