import type { AccountId } from '../../shared/ids.ts';
import { type Holders, isOffered } from './account.ts';
import type { AccountStore } from './account-store.ts';

/** Whoever proves the number takes what it was offered: passes of others, to hold for them. */
export async function takeOffers(
  accounts: Pick<AccountStore, 'takeOffers'>,
  account: AccountId,
  { residents }: Holders,
  now: number,
): Promise<void> {
  const offered = residents.filter((link) => isOffered(link, now));
  if (offered.length === 0) return;
  await accounts.takeOffers(
    account,
    offered.map(({ residentId }) => residentId),
    { action: 'proxy.take', by: account, office: 'resident', purpose: 'own_record', at: now },
  );
}
