import { onThisPhone } from '../kit/remembered.ts';

// Nothing here follows a state by itself, so the page does without the library that does.

const ZH = {
  title: '扫码开门',
  other: 'English',
  open: '打开{gate}',
  theGate: '门',
  as: '用{name}的通行码',
  tap: '开门',
  tapping: '正在开门',
  tapWhy: '刚扫的码一分钟内有效，只能用一次。不取位置。',
  opened: '门已开',
  openedNext: '请进。',
  letIn: '放行',
  letInNext: '请进。门口的屏幕也会显示。',
  silent: '已放行，但门没有回应',
  silentNext: '门没开就请门岗开，已经告诉他了。',
  already: '这次扫码已经处理过',
  alreadyNext: '门没开，就对着门口的屏幕再扫一次。',
  rung: '已通知值班室',
  rungNext: '{seconds} 秒内没有人应答，门会自己开。请不要关掉这一页。',
  goTo: '现在请走{gate}',
  goToNext: '这个门暂时不开。',
  scanAgain: '请对着门口的屏幕重新扫码',
  scanHow: '用微信“扫一扫”，或手机相机，扫门口屏幕上的码。',
  gate_code_old: '这个码过了时间',
  gate_code_oldNext: '门口的码每 5 秒换一次，照片和转发的码打不开门。',
  gate_code_unknown: '这不是本系统门口的码',
  gate_code_unknownNext: '进不去就走人工通道，说门牌号和姓氏。',
  signIn: '请先登录',
  signInNext: '登录后再扫一次门口的码。现在要进门，走人工通道，说门牌号和姓氏。',
  toSignIn: '去登录',
  elsewhere: '这部手机上没有这个小区的通行码',
  elsewhereNext: '请走人工通道，说门牌号和姓氏。',
  myCode: '看我的通行码',
} as const;
const EN: Readonly<Record<keyof typeof ZH, string>> = {
  title: 'Scan to open',
  other: '中文',
  open: 'Open {gate}',
  theGate: 'the gate',
  as: 'With the pass of {name}',
  tap: 'Open',
  tapping: 'Opening',
  tapWhy: 'What you scanned is good for a minute, and once. Your position is not asked for.',
  opened: 'The door is open',
  openedNext: 'Come in.',
  letIn: 'Let in',
  letInNext: 'Come in. The gate’s screen shows it too.',
  silent: 'Let in, but the door did not answer',
  silentNext: 'If it stays shut, ask the guard, who has been told.',
  already: 'This scan was dealt with already',
  alreadyNext: 'If the door is shut, scan the gate’s screen again.',
  rung: 'The duty room has been rung',
  rungNext: 'If nobody answers within {seconds} s, the door opens by itself. Keep this page open.',
  goTo: 'Please go to {gate} for now',
  goToNext: 'This gate is closed for a while.',
  scanAgain: 'Scan the gate’s screen again',
  scanHow: 'Use WeChat’s scanner or the phone’s camera on the code at the gate.',
  gate_code_old: 'That code is over',
  gate_code_oldNext:
    'The gate’s code changes every 5 s; a photo or a forwarded code opens nothing.',
  gate_code_unknown: 'That is no code of a gate of ours',
  gate_code_unknownNext: 'If you can’t get in, use the no-phone lane: say your house and surname.',
  signIn: 'Sign in first',
  signInNext:
    'Then scan the gate’s code again. To get in now, use the no-phone lane and say your house and surname.',
  toSignIn: 'Sign in',
  elsewhere: 'This phone has no pass of this compound',
  elsewhereNext: 'Use the no-phone lane and say your house and surname.',
  myCode: 'Show my code',
};

/** As the other pages remember it on this phone. */
const REMEMBERED_AS = 'xq-language';
let language: 'zh' | 'en' = onThisPhone.get(REMEMBERED_AS) === 'en' ? 'en' : 'zh';

export const languageNow = () => language;

export function switchLanguage(): void {
  language = language === 'zh' ? 'en' : 'zh';
  onThisPhone.set(REMEMBERED_AS, language);
}

export function t(
  key: keyof typeof ZH,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const sentence: string = (language === 'zh' ? ZH : EN)[key];
  return sentence.replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot));
}

/** What comes in both languages, in the one that is read now. */
export const say = (words: { readonly zh: string; readonly en: string }): string => words[language];
