const ACCOUNT = '111111111111';
const EVERYWHERE = {
  account: ACCOUNT,
  domain: 'gate.example',
  operatorName: '青枫街道物业',
  operatorContact: '0571-8000 0000',
  alarmEmail: 'night@gate.example',
  monthlyBudget: 50,
};

/** What a stage needs, as an operator would give it: for tests, and for a look without an account. */
export const EXAMPLE_PARAMETERS = {
  aws: {
    ...EVERYWHERE,
    region: 'ap-southeast-1',
    certificate: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1`,
    webAcl: `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/xiaoquma/1`,
  },
  'aws-cn': {
    ...EVERYWHERE,
    region: 'cn-northwest-1',
    certificate: 'ASCAEXAMPLEEXAMPLEEXA',
    smsUrl: 'https://sms.example/send',
    smsKeySecret: `arn:aws-cn:secretsmanager:cn-northwest-1:${ACCOUNT}:secret:sms-AbCdEf`,
    smsSignature: '小区码',
    smsTemplateSignInCode: 'SMS_1',
    smsTemplateNumberNotRegistered: 'SMS_2',
    smsTemplateTenancyEnding: 'SMS_3',
    smsTemplateRemovalAnnounced: 'SMS_4',
    smsTemplateRemovalTakenBack: 'SMS_5',
    smsTemplateRemovalAtOnce: 'SMS_6',
    smsTemplateJoinApproved: 'SMS_7',
    smsTemplateJoinRefused: 'SMS_8',
  },
} as const;
