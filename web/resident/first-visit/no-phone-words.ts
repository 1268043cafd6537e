import { type Translation, translator } from '../../kit/i18n.ts';

const zh = {
  noPhoneLane: '人工通道',
  noPhoneTitle: '不用手机号，怎么进门',
  noPhoneStep1: '到门岗，走人工通道。',
  noPhoneStep2: '说门牌号和姓氏，例如“3 幢 2 单元 501，姓王”。',
  noPhoneStep3: '门岗核对后放行。不需要手机，也不需要谁批准。',
  noPhoneKept: '没有给手机号，进出不受影响；想用手机时随时可以回来。',
  noPhoneContact: '有问题找 {operator}：{contact}',
  noPhoneBack: '回到用手机号登录',
} as const;

const en = {
  noPhoneLane: 'No-phone lane',
  noPhoneTitle: 'How to enter without a phone number',
  noPhoneStep1: 'Go to the guard post, to the no-phone lane (人工通道).',
  noPhoneStep2: 'Say your house and surname, such as “3-2-501, Wang”.',
  noPhoneStep3: 'The guard checks and lets you in. No phone, and nobody’s approval, is needed.',
  noPhoneKept: 'Giving no number changes nothing at the gate. You can come back at any time.',
  noPhoneContact: 'Questions: {operator}, {contact}',
  noPhoneBack: 'Back to signing in by phone',
} as const satisfies Translation<typeof zh>;

export const noPhoneWords = translator({ zh, en });
