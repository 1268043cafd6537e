import { translator } from '../../kit/i18n.ts';

export const doors = translator({
  zh: {
    door: '门',
    open: '开门',
    opening: '正在开门…',
    opened: '门已打开',
    door_silent: '门没有回应，不知道开没开。请去看一下，用钥匙开。',
    unreached: '没有连上，门没有开。请用钥匙开。',
    fire: '火警，门已放开',
    tamper: '门的控制器被打开了',
    forced_open: '门没有放行就被打开了',
    held_open: '门一直开着',
    refused_attempts: '连续 5 次没有放行',
    silent: '门没有回应开门',
    offline: '门断线了，请用钥匙开',
  },
  en: {
    door: 'Door',
    open: 'Open door',
    opening: 'Opening…',
    opened: 'The door is open',
    door_silent: 'The door did not answer; nobody knows whether it opened. Look, and use the key.',
    unreached: 'No connection; the door was not opened. Use the key.',
    fire: 'Fire: the door is free',
    tamper: 'The door’s box is open',
    forced_open: 'The door was opened while locked',
    held_open: 'The door is held open',
    refused_attempts: 'Five refused in a row',
    silent: 'The door did not answer',
    offline: 'The door is offline: use the key',
  },
});
