import { type Translation, translator } from '../../kit/i18n.ts';

const zh = {
  registration: '防疫登记',
  acting: '应急响应期间：{event}',
  whom: '哪一位',
  from: '住户登记里已有，不用再填：{name}，{compound} {house}',
  what: '现在的情况（可多选）',
  honest: '请如实填报。填报会影响健康状态；任何时候都可以回家。应急响应结束后，这些信息全部销毁。',
  tick: '请至少选一项。',
  hand: '提交登记',
  again: '更新登记',
  done: '已登记',
  doneUntil: '最近填报：{at}，有效到 {until}。情况变了，改好再提交。',
  doneOver: '登记长期有效，不用重新登记；有情况时再填报。',
  waits: '没有网络：已存在这部手机上，有网络后自动提交。',
  waitsSignIn: '已存在这部手机上。重新登录后自动提交。',
  offline: '没有网络，下面是上次看到的内容。',
  code: '登记码',
  codeFor: '做检测时给工作人员看或抄写，检测机构只凭它上报结果，不用姓名和手机号。',
  codeSame: '本次应急响应内不变。',
  copy: '复制登记码',
  copied: '已复制',
  copyByHand: '这部手机不让复制，请照着抄。',
  health: '看健康状态',
} as const;

const en = {
  registration: 'Registering for the emergency',
  acting: 'During the emergency response: {event}',
  whom: 'For whom',
  from: 'Known from the register, nothing to fill in: {name}, {compound} {house}',
  what: 'How it is now (more than one if so)',
  honest:
    'Please say it as it is. What you say can change the health status; you can go home at any hour. All of it is destroyed when the emergency response ends.',
  tick: 'Please choose at least one.',
  hand: 'Register',
  again: 'Register the change',
  done: 'Registered',
  doneUntil: 'Last said {at}; it counts until {until}. If something changes, say so below.',
  doneOver: 'You stay registered. Say so below when there is something to report.',
  waits: 'No network: it is kept on this phone and goes by itself later.',
  waitsSignIn: 'It is kept on this phone and goes by itself once you have signed in again.',
  offline: 'No network. This is what was last seen.',
  code: 'Registration code',
  codeFor:
    'Show it where a test is taken, or write it down there: results come by this code alone, without a name or a number.',
  codeSame: 'It stays the same during this emergency response.',
  copy: 'Copy the code',
  copied: 'Copied',
  copyByHand: 'This phone does not let the page copy: please write it down.',
  health: 'See the health status',
} as const satisfies Translation<typeof zh>;

export const registrationWords = translator({ zh, en });
