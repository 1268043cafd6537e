import { onThisPhone } from '../kit/remembered.ts';

// Nothing here follows a state by itself, so the page does without the library that does.

const ZH = {
  title: '吹哨报到',
  other: 'English',
  asks: '社区请贵单位到场处理',
  blownAt: '{at} 发出',
  hotline: '12345 工单号 {number}',
  answerBy: '请 {name} 在 {at} 前回复',
  late: '已超过 {at}，请尽快回复',
  everybody: '各单位进展',
  own: '本单位',
  by: '{at} 前回复',
  called: '等待回复',
  silent: '超时未回复',
  coming: '{at} 到',
  arrived: '已到场',
  not_ours: '不是本单位职责',
  takenBack: '社区已撤回这次吹哨，不用再到场',
  takenBackAt: '{at} 撤回',
  asked: '说好 {at} 到场，时间已过，请回复',
  form: '本单位的回复',
  formAgain: '更改回复',
  sayArrived: '已到场',
  sayComing: '将在某时到场',
  sayNotOurs: '不是本单位职责',
  comesAt: '到场时间',
  note: '说明（可不填）',
  why: '说明原因',
  noteHint: '请不要写居民的姓名、电话和门牌。',
  send: '提交',
  sending: '正在提交',
  sent: '已提交，各方都能看到。',
  thanks: '已到场，谢谢。这一页会继续显示各单位进展。',
  choose: '请选一项。',
  noTime: '请填到场时间，要晚于现在。',
  noWhy: '请说明原因。',
  retry: '再试一次',
  loading: '请稍候',
  opensUntil: '这个链接可用到 {at}。收到链接的人都能看到和回复，请勿转发给无关的人。',
  noLink: '没有链接里的编号，可能没有复制完整。',
  noLinkNext: '请把收到的链接整个复制再打开。',
} as const;
const EN: Readonly<Record<keyof typeof ZH, string>> = {
  title: 'Called to a compound',
  other: '中文',
  asks: 'The community asks your department to come',
  blownAt: 'Sent {at}',
  hotline: '12345 case {number}',
  answerBy: '{name}: please answer by {at}',
  late: 'It was to be answered by {at}. Please answer soon',
  everybody: 'Who was called',
  own: 'you',
  by: 'to answer by {at}',
  called: 'Not answered yet',
  silent: 'No answer in time',
  coming: 'Comes {at}',
  arrived: 'Has arrived',
  not_ours: 'Not its task',
  takenBack: 'The community has taken this call back: you need not come',
  takenBackAt: 'Taken back {at}',
  asked: 'You were to come {at}. Please say how it stands',
  form: 'Your answer',
  formAgain: 'Change your answer',
  sayArrived: 'We have arrived',
  sayComing: 'We will come at a time',
  sayNotOurs: 'This is not our task',
  comesAt: 'When you will come',
  note: 'Note (may be left empty)',
  why: 'Why',
  noteHint: 'No names, telephone or door numbers of residents, please.',
  send: 'Send',
  sending: 'Sending',
  sent: 'Sent. Everybody who was called sees it.',
  thanks: 'You have arrived, thank you. This page goes on showing how far the others are.',
  choose: 'Choose one.',
  noTime: 'Say when you will come: later than now.',
  noWhy: 'Say why.',
  retry: 'Try again',
  loading: 'One moment',
  opensUntil:
    'This link works until {at}. Whoever has it can see and answer: please do not pass it on.',
  noLink: 'The number in the link is missing. Part of it may not have been copied.',
  noLinkNext: 'Copy the whole link and open it again.',
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

export function t(key: keyof typeof ZH, values: Readonly<Record<string, string>> = {}): string {
  const sentence: string = (language === 'zh' ? ZH : EN)[key];
  return sentence.replace(/\{(\w+)\}/g, (slot, name: string) => values[name] ?? slot);
}

/** The same sentence in both, for what is shown as refusals are. */
export const inBoth = (key: keyof typeof ZH) => ({ zh: ZH[key], en: EN[key] });

/** A moment on Shanghai's clock, wherever the phone believes it is. */
export function momentWords(unixMs: number): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(unixMs);
}
