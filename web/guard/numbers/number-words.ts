import { translator } from '../../kit/i18n.ts';

export const says = translator({
  zh: {
    title: '输入号码',
    why: '出入证上的 8 位数字，断网也能查。',
    typed: '已输入 {digits}',
    wrongDigit: '号码不对，请再看一眼卡。',
    look: '核验',
    erase: '删一位',
    absent: '号码名单还没有下载到这台设备。请连网，或走人工通道。',
    paused: '没有查到的号码太多，{time} 前请走人工通道。',
    lane: '人工通道',
  },
  en: {
    title: 'Type number',
    why: 'The 8 digits on a printed card; works without network.',
    typed: 'Typed {digits}',
    wrongDigit: 'Not a number of ours: look at the card again.',
    look: 'Check',
    erase: 'Erase one',
    absent: 'The card numbers are not on this device yet: go online, or use the no-phone lane.',
    paused: 'Too many unknown numbers. Until {time} use the no-phone lane.',
    lane: 'No-phone lane',
  },
});
