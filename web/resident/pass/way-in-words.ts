import { type Translation, translator } from '../../kit/i18n.ts';

const zh = {
  wayInTitle: '进不去？',
  wayInLead: '门拒绝的是码，不是您。回家不用等谁批准。',
  wayIn1: '码没扫上',
  wayIn1What: '调亮屏幕，擦一擦，离扫码屏一掌远，等新码出现再试。',
  wayIn2: '门岗说“过期”或“时间不准”',
  wayIn2What: '截图和旧码不能用，请打开这一页现场出示。时间不准，连一下网就会校正。',
  wayIn3: '还是不行',
  wayIn3What: '走人工通道：说门牌号和姓氏，门岗核对后放行。不需要手机。',
  wayInFine: '通行码是有效的，可以再扫一次。',
} as const;

const en = {
  wayInTitle: 'Can’t get in?',
  wayInLead: 'The gate refuses a code, never you. Nobody has to approve your way home.',
  wayIn1: 'The code is not read',
  wayIn1What: 'Turn up the brightness, wipe the screen, hold it a hand away, wait for a new code.',
  wayIn2: '“Old code” or “clock is off”',
  wayIn2What: 'Screenshots don’t work: show this page itself. Going online sets the clock right.',
  wayIn3: 'Still not',
  wayIn3What:
    'Use the no-phone lane: say your house and surname; the guard checks and lets you in.',
  wayInFine: 'The pass is valid. Try once more.',
} as const satisfies Translation<typeof zh>;

export const wayInWords = translator({ zh, en });
