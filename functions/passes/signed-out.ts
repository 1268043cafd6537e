import type { SessionId } from '../../shared/ids.ts';
import type { SessionStore } from '../identity/index.ts';
import { isOfLostDevice, type Pass } from './pass.ts';

export type SignedOutPorts = { readonly sessions: Pick<SessionStore, 'isRevoked'> };

/** Whether this sign-in is over: whoever has the phone now has to sign in anew. */
export async function isSignedOut(
  { sessions }: SignedOutPorts,
  passes: readonly Pass[],
  session: SessionId,
): Promise<boolean> {
  return isOfLostDevice(passes, session) || (await sessions.isRevoked(session));
}
