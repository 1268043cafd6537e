import { type Translation, translator } from '../../kit/i18n.ts';

export const zh = {
  devicesWhat: '{name}的通行码在这些手机上，最多五部。',
  devicesThis: '这部手机',
  devicesOther: '另一部手机',
  devicesAdded: '添加：{when}',
  devicesRenewed: '最近续期：{when}',
  devicesSuspended: '已暂停，请联系物业恢复。',
  devicesExpired: '已过期，连网后会续期。',
  devicesLost: '挂失',
  devicesLostWhat:
    '挂失后，那部手机上您家的码都马上不能用，登录也失效。您的登记不变，这部手机照常用。',
  devicesLostDo: '确定挂失',
  devicesRemove: '不用了，移除',
  devicesRemoveWhat: '移除后，那部手机上的码马上不能用。您的登记不变，这部手机照常用。',
  devicesRemoveDo: '确定移除',
  devicesKeep: '保留',
  homeScreenTitle: '放到主屏幕',
  homeScreenWhy: '像应用一样一点就开，断网也能打开。',
  homeScreenIphone: '苹果手机',
  homeScreenIphoneHow:
    '用 Safari 打开这一页（在微信里：点右上角「…」，选“在默认浏览器中打开”），点下方的分享键，选“添加到主屏幕”。主屏幕上的页面要再登录一次。',
  homeScreenAndroid: '安卓手机',
  homeScreenAndroidHow:
    '用手机自带的浏览器打开这一页，点菜单，选“添加到主屏幕”或“添加到桌面”。换了浏览器要再登录一次。',
} as const;

export const en = {
  devicesWhat: 'The pass of {name} is on these phones; five at most.',
  devicesThis: 'This phone',
  devicesOther: 'Another phone',
  devicesAdded: 'Added {when}',
  devicesRenewed: 'Last renewed {when}',
  devicesSuspended: 'Suspended. Ask the property office to resume it.',
  devicesExpired: 'Run out. It renews when that phone goes online.',
  devicesLost: 'Report lost',
  devicesLostWhat:
    'Every code of yours on that phone stops working at once, and it is signed out. Your registration stays, and this phone keeps working.',
  devicesLostDo: 'Report it lost',
  devicesRemove: 'Remove, no longer used',
  devicesRemoveWhat:
    'The code on that phone stops working at once. Your registration stays, and this phone keeps working.',
  devicesRemoveDo: 'Remove it',
  devicesKeep: 'Keep it',
  homeScreenTitle: 'Put on the home screen',
  homeScreenWhy: 'It then opens with one tap, like an app, also without a network.',
  homeScreenIphone: 'iPhone',
  homeScreenIphoneHow:
    'Open this page in Safari (from WeChat: tap “…” at the top right, then open in the default browser), tap Share below, then “Add to Home Screen”. The page there asks you to sign in once more.',
  homeScreenAndroid: 'Android',
  homeScreenAndroidHow:
    'Open this page in the phone’s own browser, open its menu, and choose “Add to Home screen”. Another browser asks you to sign in once more.',
} as const satisfies Translation<typeof zh>;

/** The sentences of pages that no code waits for, and that come with them. */
export const keepingWords = translator({ zh, en });
