import type { ResidentId } from '../../shared/ids.ts';
import type { AccountStore, SessionStore } from '../identity/index.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { isOfLostDevice, type Pass } from './pass.ts';

export type SignedOutPorts = {
  readonly sessions: Pick<SessionStore, 'isRevoked'>;
  readonly accounts: Pick<AccountStore, 'hasEnded'>;
};

/**
 * Whether this sign-in is over, or speaks no more for the resident whatever its token says: whoever
 * has the phone now has to sign in anew.
 */
export async function isSignedOut(
  { sessions, accounts }: SignedOutPorts,
  passes: readonly Pass[],
  { sessionId, accountId }: ResidentActor,
  resident: ResidentId,
): Promise<boolean> {
  if (isOfLostDevice(passes, sessionId)) return true;
  const [isRevoked, hasEnded] = await Promise.all([
    sessions.isRevoked(sessionId),
    accounts.hasEnded(accountId, resident),
  ]);
  return isRevoked || hasEnded;
}
