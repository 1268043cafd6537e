import { residentSignIn } from '../../../shared/messages/sign-in.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { api } from '../app/api.ts';
import { phoneDigits } from './phone-number.ts';
import { visit } from './visit.ts';

const SECOND_MS = 1_000;
type Sent = NonNullable<typeof visit.sent>;

/** Sends a one-time code to the number typed, or says when another may be asked for. */
export async function sendCode(): Promise<Sent | ApiFailure> {
  const phone = phoneDigits(visit.phone) ?? visit.phone;
  // The same number again within its minute: the message is on its way already.
  if (visit.sent?.phone === phone && Date.now() < visit.sent.again) return visit.sent;
  const answer = await api.call(residentSignIn.requestCode, { body: { phone } });
  if (isApiFailure(answer)) {
    if (answer.retryAfterSeconds !== undefined && visit.sent?.phone === phone) {
      visit.sent = { phone, again: Date.now() + answer.retryAfterSeconds * SECOND_MS };
    }
    return answer;
  }
  visit.code = '';
  visit.sent = { phone, again: Date.now() + answer.resendAfterSeconds * SECOND_MS };
  return visit.sent;
}
