import { onThisPhone } from '../kit/remembered.ts';

// Nothing here follows a state by itself, so the page does without the library that does.

const ZH = {
  title: '访客邀请',
  other: 'English',
  invited: '有人邀请您到访',
  openWhy: '打开后，这份邀请就归这部手机。请用您要带到门口的手机打开。',
  open: '打开邀请',
  opening: '正在打开',
  welcome: '{name}，欢迎到访',
  when: '时间',
  where: '去哪里',
  gates: '从哪个门进',
  plate: '车牌',
  aim: '到门口打开这一页，对准门岗的扫码屏。',
  picture: '访客码，每 5 秒更新',
  next: '{seconds} 秒后更新',
  offline: '没有网络，码照常可用',
  notYet: '还没到时间，{when}',
  over: '这份邀请已过时间。',
  overNext: '还需要进出，请联系邀请您的人；已在小区里的，出门照常扫这个码。',
  pin: '手机快没电？看数字码',
  pinTitle: '没电时这样进门',
  pinSay: '把门牌号和这六位数字告诉门岗：',
  pinHide: '收起',
  asked: '这份邀请已在另一部手机上打开',
  askedNext: '已经问邀请您的人要不要换到这部手机，同意后这里会自动出现访客码。',
  lookAgain: '再看一次',
  retry: '再试一次',
  noLink: '没有链接里的编号，可能没有复制完整。',
  noLinkNext: '请把收到的链接整个复制再打开。',
  notKept: '这个浏览器不能保存访客码，关掉页面后请从链接重新打开。',
  forwarded: '请不要转发这个链接：别人打开时会先问邀请您的人。',
} as const;
const EN: Readonly<Record<keyof typeof ZH, string>> = {
  title: 'Your invitation',
  other: '中文',
  invited: 'Somebody invites you to visit',
  openWhy:
    'Once opened, the invitation belongs to this phone. Open it on the one that you will bring to the gate.',
  open: 'Open the invitation',
  opening: 'Opening',
  welcome: 'Welcome, {name}',
  when: 'When',
  where: 'Where to',
  gates: 'By which gate',
  plate: 'Plate',
  aim: 'Open this page at the gate and hold the code to the guard’s scanner.',
  picture: 'Visitor code, new every 5 seconds',
  next: 'New in {seconds} s',
  offline: 'No network; the code works all the same',
  notYet: 'It is not time yet: {when}',
  over: 'The time of this invitation is over.',
  overNext:
    'To come again, ask whoever invited you. If you are inside, this code still lets you out.',
  pin: 'Battery low? See the digits',
  pinTitle: 'To get in without a battery',
  pinSay: 'Tell the guard the house number and these six digits:',
  pinHide: 'Hide',
  asked: 'This invitation was opened on another phone',
  askedNext:
    'Whoever invited you is asked whether it may be used on this one. Once they agree, the code appears here.',
  lookAgain: 'Look again',
  retry: 'Try again',
  noLink: 'The number in the link is missing. Part of it may not have been copied.',
  noLinkNext: 'Copy the whole link and open it again.',
  notKept: 'This browser cannot keep the code: once closed, open the page by the link again.',
  forwarded: 'Please do not pass this link on: whoever opens it, your host is asked first.',
};

/** As the other pages remember it on this phone. */
const REMEMBERED_AS = 'xq-language';
export type Language = 'zh' | 'en';
let language: Language = onThisPhone.get(REMEMBERED_AS) === 'en' ? 'en' : 'zh';

export const languageNow = (): Language => language;

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

/** The same sentence in both, for what is shown as refusals are. */
export const inBoth = (key: keyof typeof ZH) => ({ zh: ZH[key], en: EN[key] });
