import { Phone } from '../../../shared/messages/sign-in.ts';

/** The eleven digits, or undefined where what was typed is no mainland mobile number. */
export function phoneDigits(typed: string): string | undefined {
  return Phone.safeParse(typed).data;
}

/** 138 0013 8000, as people read it aloud. */
export function readablePhone(digits: string): string {
  return digits.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
}
