import type { Translation } from '../../kit/i18n.ts';
import type { zh } from './zh.ts';

export const en = {
  appName: 'Compound code',

  tabs: 'Main pages',
  tabPass: 'Pass',
  tabRequests: 'Requests',
  tabAnnouncements: 'Notices',
  tabUnread: 'something new',
  tabMe: 'Me',
  back: 'Back',
  close: 'Close',

  noticeTitle: 'What is kept, and why',
  noticeWho: '{operator} is responsible. Contact: {contact}',
  noticePhone: 'Phone number',
  noticePhoneWhy: 'To sign in, find your home and tell you. The number is kept sealed.',
  noticePhoneTerms:
    'Ground: your consent. Term: while registered; sign-ins lapse after 90 days unused.',
  noticeHome: 'Residence (name, house)',
  noticeHomeWhy: 'To know that you live here. The guard sees 王** and the building.',
  noticeHomeTerms: 'Ground: property service contract. Term: while you live here.',
  noticeCode: 'Pass code',
  noticeCodeWhy: 'To enter. It holds no name, house or phone number.',
  noticeCodeTerms:
    'Ground: your consent. Term: 7 days, renewed with use; number void 31 days later.',
  noticeEntries: 'Entries',
  noticeEntriesWhy: 'To find wrong openings: number, time, gate. Exits are not kept.',
  noticeEntriesTerms: 'Ground: property service contract. Term: 7 days, then deleted.',
  noticeTick: 'I have read this and agree to this use for entry',
  noticeTickFirst: 'If you agree, tick the line above first.',
  noticeAgree: 'Sign in by phone number',
  noticeDecline: 'No phone number: use the no-phone lane',

  phoneTitle: 'Your phone number',
  phoneHint: 'The number registered for a resident. We send a message with 6 digits.',
  phoneLabel: 'Phone number',
  phoneWrong: 'Enter an 11-digit mobile number.',
  phoneNotRegistered: 'Your number is not registered? Ask to join',
  phoneSend: 'Send the code',

  codeTitle: 'Enter the code',
  codeSentTo: '6 digits were sent to {phone}',
  codeChangePhone: 'Change number',
  codeLabel: '6-digit code',
  codeWrong: 'Enter the 6 digits from the message.',
  codeSignIn: 'Sign in',
  codeResendIn: 'New code in {seconds} s',
  codeResend: 'Send a new code',
  codeNone: 'No message?',
  codeNone1: 'Check the number above. If it is wrong, tap “Change number”.',
  codeNone2: 'It can take a minute, or land among blocked messages.',
  codeNone3: 'To get in now: use the no-phone lane and say your house and surname.',

  homeTitle: 'Is this your home?',
  homeChoose: 'Who will use this phone?',
  homeChooseHint: 'Choose one now; you can switch at any time.',
  homeSelf: '{name} (you)',
  homeHousehold: 'Also living here: {names}',
  homeBetweenNames: ', ',
  homeYes: 'Yes',
  homeNo: 'No',
  homeNotMine: 'This is not my home',
  homeNotMine1: 'To get in now: use the no-phone lane and say your house and surname.',
  homeNotMine2: 'The number may be registered wrongly: ask {operator} ({contact}) to correct it.',
  homeNotMine2Plain: 'The number may be registered wrongly: ask the property office to correct it.',
  homeNotMine3: 'Or the number was mistyped: try another one.',
  homeOtherPhone: 'Use another number',
  homeNone: 'No resident is registered with this number',
  homeNone2: 'Ask the property office to register this number for your home.',

  waitingTitle: 'This number has to be confirmed',
  waitingWhy:
    'It was silent for long. Carriers give numbers to new owners, so we ask first whether it is you.',
  waiting1: 'To get in now: use the no-phone lane and say your house and surname.',
  waiting2: 'Ask somebody at home to open their own page and tap “Yes”.',
  waiting3: 'If nobody at home uses a phone: ask the property office to confirm it.',
  waitingLook: 'Confirmed: look again',

  passOf: 'Pass of {name}',
  passSwitch: 'Switch',
  passAim: 'Hold it to the gate’s scanner',
  passOnlyGate: 'Only {gate} is open now; the other gates are closed for a while',
  passPicture: 'Pass code, new every 5 seconds. Hold the screen to the gate’s scanner.',
  passNext: 'New in {seconds} s',
  passOffline: 'Works offline',
  passBrighten: 'Turn up the brightness',
  passWayIn: 'Can’t get in? Look here',
  passExpired: 'This code has run out',
  passExpiredNext:
    'Show it all the same: the guard checks and lets you in. Online it is restored at once.',
  passSuspended: 'This pass is suspended',
  passSuspendedNext:
    'Show it all the same: the guard checks and lets you in. Ask the property office to resume it.',
  passSuspendedUntil: 'This pass is suspended until {until}',
  passSuspendedUntilNext:
    'Show it all the same: the guard checks and lets you in. It is good again by itself then.',
  passRestore: 'Restore now',
  passWithdrawn: 'This code was withdrawn',
  passWithdrawnNext:
    'To get in now, use the no-phone lane and say your house and surname. If you live here, get a new code.',
  passReissue: 'Get a new code',
  passSignIn: 'Your sign-in has ended. The code works until {until}; sign in again before then.',
  passSignInAgain: 'Sign in again',
  passPageNotKept:
    'This browser can’t open this page again without a network. Leave it open: the code then keeps renewing, also offline.',
  passHomeScreen: 'How to put it on the home screen',
  passToldAlready: 'Got it',
  passNotKept:
    'This browser keeps no pass: leave this page open, or you will have to sign in again.',

  wayInCheck: 'Check my pass',

  mePrivacy: 'What is kept, and why',
  meDevices: 'This phone and others',

  unsupportedTitle: 'This browser can’t hold a pass',
  unsupportedWhat:
    'Open this page with the phone’s own browser or WeChat, at an address that begins with https. To get in now, use the no-phone lane and say your house and surname.',
} as const satisfies Translation<typeof zh>;
