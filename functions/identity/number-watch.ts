import type { AccountId, ResidentId, SessionId } from '../../shared/ids.ts';
import { type Holders, isOver, isSilent } from './account.ts';

/** A number that was silent for long and is used now. */
export type SilentNumber = {
  readonly accountId: AccountId;
  readonly residentId: ResidentId;
  /** Unix milliseconds: when it was used, which names the question. */
  readonly since: number;
  /** The sign-in, where it opens nothing else. */
  readonly sessionId?: SessionId;
};

export interface NumberWatch {
  /**
   * From now on the number does not speak for this resident, and the household is asked whether it
   * is still theirs: both or neither. Where it is asked already, nothing changes.
   */
  askHousehold(silent: SilentNumber): Promise<void>;
}

/**
 * Asks about every resident for whom the number was silent too long. It is on the table before the
 * sign-in goes on, so that no later one finds the number fresh.
 * @returns the holders as they stand then
 */
export async function askAboutSilence(
  watch: NumberWatch,
  holders: Holders,
  {
    accountId,
    sessionId,
    now,
  }: Pick<SilentNumber, 'accountId'> & {
    readonly sessionId: SessionId;
    readonly now: number;
  },
): Promise<Holders> {
  const isNewlySilent = (link: Holders['residents'][number]): boolean =>
    link.waiting === undefined && !isOver(link, now) && isSilent(link, holders, now);
  const silent = holders.residents.filter(isNewlySilent);
  if (silent.length === 0) return holders;
  const opensNothing = holders.residents.every(
    (link) => link.waiting !== undefined || isOver(link, now) || isNewlySilent(link),
  );
  for (const { residentId } of silent) {
    const session = opensNothing ? { sessionId } : {};
    await watch.askHousehold({ accountId, residentId, since: now, ...session });
  }
  const residents = holders.residents.map((link) =>
    silent.includes(link) ? { ...link, waiting: { since: now } } : link,
  );
  return { ...holders, residents };
}
