import { type Translation, translator } from '../../kit/i18n.ts';

const zh = {
  title: '扫码开门',
  how: '用微信“扫一扫”或手机相机',
  how2: '住户扫码，点一下开门',
  picture: '这个门的码',
  offline: '网络不通：请向门岗出示通行码，或走人工通道',
  clockOff: '时间未校准，连网后自动校准',
  failed: '这台设备显示不了门口的码，请重新登记',
  allow: '请进',
  ask: '请找门岗',
  deny: '没有开门，请重新扫码',
  leave: '按住 3 秒退出',
} as const;

const en = {
  title: 'Scan to open',
  how: 'Use WeChat’s scanner or the camera',
  how2: 'Residents scan and tap once',
  picture: 'The code of this gate',
  offline: 'No network: show the guard your code, or use the no-phone lane',
  clockOff: 'The clock is not set yet; it sets itself with a network',
  failed: 'This device can’t show the gate’s code. Enrol it again',
  allow: 'Come in',
  ask: 'Please see the guard',
  deny: 'Not opened. Scan again',
  leave: 'Hold 3 s to leave',
} as const satisfies Translation<typeof zh>;

export const screenWords = translator({ zh, en });
