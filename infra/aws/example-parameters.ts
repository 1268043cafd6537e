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
    smsTemplates: {
      tenancy_ending: 'SMS_3',
      removal_announced: 'SMS_4',
      removal_taken_back: 'SMS_19',
      removed: 'SMS_5',
      join_request_decided: 'SMS_6',
      company_changed: 'SMS_7',
      request_step: 'SMS_8',
      hand_over_to_confirm: 'SMS_9',
      advance_to_settle: 'SMS_10',
      rating_asked: 'SMS_11',
      task_assigned: 'SMS_12',
      request_reminder: 'SMS_13',
      request_escalated: 'SMS_14',
      whistle_called: 'SMS_15',
      whistle_awaited: 'SMS_20',
      whistle_taken_back: 'SMS_21',
      whistle_silent: 'SMS_16',
      rating_received: 'SMS_17',
      announcement_urgent: 'SMS_18',
      health_alert: 'SMS_22',
      health_digest: 'SMS_23',
      health_status_changed: 'SMS_24',
      health_call_due: 'SMS_25',
<<<<<<< HEAD
      health_feed_stopped: 'SMS_26',
=======
      door_alarm: 'SMS_26',
>>>>>>> 8eb8a43 (docs(doors): why a door gives the nonce; licences of the broker and the client)
    },
  },
} as const;
