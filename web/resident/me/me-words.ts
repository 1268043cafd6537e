import { type Translation, translator } from '../../kit/i18n.ts';

const zh = {
  ownHouse: '房屋',
  ownTenant: '您是租客',
  ownLandlord: '您是房东',
  ownTenancyLeft: '租期到 {to}，还有 {n} 天',
  ownTenancyLast: '租期到 {to}，今天是最后一天',
  ownTenancyOver: '租期已过（{to}）。码还能用，门岗会核实；续租请联系物业',
  ownTenancyOverLandlord: '租期已过（{to}）。续租或退租请告诉物业',
  ownPlate: '登记车牌',
  meTitle: '我的',
  meWhose: '这部手机上的通行码',
  meRenewed: '用着就自动续期，不用操心。',
  meLanguage: '语言',
  meType: '大字',
  meHomeScreen: '放到主屏幕',
  meVisitors: '邀请访客',
  meRecord: '我的登记和代办人',
  meCertificates: '销毁证书',
  meSignOut: '退出登录',
  meSignOutWhat:
    '这部手机上的钥匙和通行码会删除，不能再用这部手机扫码进门。住户登记不变；随时可以用手机号重新登录。',
  meSignOutUnsent:
    '还有 {n} 条没有发出去（诉求、补充、评价或确认），退出后就没有了。要办的，先联网等它发出去。',
  meSignOutBegun: '还有 {n} 件诉求没写完，退出后就没有了。',
  meSignOutDo: '退出并删除',
  meSignOutCancel: '不退出',
} as const;

const en = {
  ownHouse: 'House',
  ownTenant: 'You rent it',
  ownLandlord: 'You let it',
  ownTenancyLeft: 'Tenancy until {to}, {n} days left',
  ownTenancyLast: 'Tenancy until {to}, the last day is today',
  ownTenancyOver:
    'The tenancy is over ({to}). The code still works, the guard asks; to stay, tell the property office',
  ownTenancyOverLandlord: 'The tenancy is over ({to}). Tell the property office whether it goes on',
  ownPlate: 'Plate noted:',
  meTitle: 'Me',
  meWhose: 'Passes on this phone',
  meRenewed: 'Passes renew themselves while you use them.',
  meLanguage: 'Language',
  meType: 'Large type',
  meHomeScreen: 'Put on the home screen',
  meVisitors: 'Invite a visitor',
  meRecord: 'My record and proxies',
  meCertificates: 'Certificates of destruction',
  meSignOut: 'Sign out',
  meSignOutWhat:
    'The key and the passes are removed from this phone, and it no longer opens the gate. Your registration stays; you can sign in again at any time.',
  meSignOutUnsent:
    'Not sent yet: {n} (requests, or what you said of one). They are gone once you sign out. If you need them, wait for the network.',
  meSignOutBegun: 'Requests not finished: {n}. They are gone once you sign out.',
  meSignOutDo: 'Sign out and remove',
  meSignOutCancel: 'Stay signed in',
} as const satisfies Translation<typeof zh>;

/** Of 我的, which no code waits for. */
export const meWords = translator({ zh, en });
