import type { signInZh } from './zh.ts';

export const signInEn = {
  signInWhy: 'Sign in with the phone number registered for you.',
  signInAgain: 'Please sign in again',
  signInAgainWhy:
    'Your sign-in ended, or you signed out elsewhere. What is open and what you typed is kept.',
  phone: 'Phone number',
  phoneWrong: 'Enter an 11-digit mobile number.',
  code: 'Code',
  codeWrong: 'Enter the 6 digits from the message.',
  codeSent: '6 digits were sent to this number.',
  sendCode: 'Send the code',
  sendCodeAgain: 'Again in {seconds} s',
  signIn: 'Sign in',
} as const satisfies Record<keyof typeof signInZh, string>;
