import { translator } from '../../kit/i18n.ts';

export const readers = translator({
  zh: {
    reader: '读码器',
    garbled: '读码器打出来的字不对：请切换到英文输入法，关闭大写锁定，再扫一次',
    typing: '键盘式读码器：插上就能用，不用点任何地方。请用英文输入法，关闭大写锁定。',
    serial: '串口读码器：点一下连接，以后自动连上。',
    unsupported: '这个浏览器不能连串口读码器；键盘式的可以用。',
    open: '读码器已连接',
    unplugged: '读码器已断开，插好就会自动连上',
    failed: '读码器打不开，可能别的程序正在用。请关掉它再连接',
    connect: '连接读码器',
    disconnect: '断开读码器',
  },
  en: {
    reader: 'Reader',
    garbled:
      'The reader’s text arrives changed: switch to English input, turn Caps Lock off, and scan again',
    typing: 'A reader that types works once plugged in. Use English input, Caps Lock off.',
    serial: 'A reader on a serial port: connect it once; later it connects by itself.',
    unsupported: 'This browser has no serial ports; a reader that types will do.',
    open: 'Reader connected',
    unplugged: 'Reader unplugged: plug it in and it connects by itself',
    failed:
      'The reader does not open; another program may be using it. Close that and connect again',
    connect: 'Connect reader',
    disconnect: 'Disconnect reader',
  },
});
