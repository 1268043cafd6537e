import { residentSignIn } from '../../../shared/messages/sign-in.ts';
import { createApi } from '../../kit/api.ts';
import { noteReached } from '../../kit/network.ts';
import { serverClock } from '../../kit/phone-clock.ts';
import { endPush } from './end-push.ts';

/** Whoever is signed in no more is told nothing more either. */
const ENDED: readonly string[] = ['not_signed_in', 'session_expired', 'session_reused'];

export const api = createApi({
  onServerTime: serverClock.learn,
  onReached: noteReached,
  onRefused: ({ code }) => {
    if (ENDED.includes(code)) void endPush().catch(() => undefined);
  },
  renewSession: residentSignIn.renewSession,
});
