import { residentSignIn } from '../../../shared/messages/sign-in.ts';
import { createApi } from '../../kit/api.ts';
import { noteReached } from '../../kit/network.ts';
import { serverClock } from '../../kit/phone-clock.ts';

export const api = createApi({
  onServerTime: serverClock.learn,
  onReached: noteReached,
  renewSession: residentSignIn.renewSession,
});
