import { type Translation, translator } from '../../kit/i18n.ts';

const zh = {
  whose: '用谁的通行码？',
  notHere: '还没有放进这部手机',
  until: '有效到 {until}',
  current: '正在使用',
  use: '切换到这一位',
  add: '放进这部手机',
} as const;

const en = {
  whose: 'Whose pass?',
  notHere: 'Not on this phone yet',
  until: 'Valid until {until}',
  current: 'In use',
  use: 'Switch to this one',
  add: 'Put on this phone',
} as const satisfies Translation<typeof zh>;

/** Whose pass a phone shows, and whose it could. */
export const switchWords = translator({ zh, en });
