import type { ResidentId, SessionId } from '../../shared/ids.ts';
import type { SessionStore } from '../identity/index.ts';
import { isCard } from './pass.ts';
import type { PassStore, StateChangeRequest } from './pass-store.ts';

export type WithdrawPhonePorts = {
  readonly passes: PassStore;
  readonly sessions: Pick<SessionStore, 'revokeSession'>;
};

export type LostPhone = {
  /** The sign-in on it. */
  readonly session: SessionId;
  /** Whose passes may be on it, and are for the one who reports it to withdraw. */
  readonly residents: readonly ResidentId[];
  /** Who reports it, and when. */
  readonly reported: Pick<StateChangeRequest, 'as' | 'by' | 'at' | 'audit'>;
};

/**
 * Ends what a lost phone can do: first its sign-in, so that it gets no pass any more, then every
 * pass that it asked for. Broken off, the same again does the rest. A pass that is suspended stays
 * so where the one who reports may not end that.
 */
export async function withdrawPhone(
  { passes, sessions }: WithdrawPhonePorts,
  { session, residents, reported }: LostPhone,
): Promise<void> {
  await sessions.revokeSession(session, reported.at, 'lost');
  for (const resident of residents) {
    const found = await passes.findPassesOfResident(resident, reported.at);
    const onPhone = found.passes.filter((pass) => !isCard(pass) && pass.issue.session === session);
    for (const { passId } of onPhone) {
      await passes.changeState(passId, { ...reported, to: 'revoked', reason: 'lost_device' });
    }
  }
}
