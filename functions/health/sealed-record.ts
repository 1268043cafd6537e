import * as z from 'zod';
import type { AccountId, ResidentId } from '../../shared/ids.ts';
import type { Sealing } from '../emergencies/index.ts';
import { HealthRecord } from './health-record.ts';

/** What of a record stands in the clear: nothing of whom it is about, or of what. */
const SealedRecord = z.object({
  pk: z.string(),
  sk: z.string(),
  record: z.instanceof(Uint8Array),
});

/** Somebody, as an emergency names them in keys and facts: without its key, nobody. */
export const nameOf = (sealing: Sealing, resident: ResidentId): string =>
  sealing.name('resident', resident);
/** The same of who did something for themselves: the account is as good as the person. */
export const accountNameOf = (sealing: Sealing, account: AccountId): string =>
  sealing.name('account', account);

export function unsealRecord(sealing: Sealing, item: unknown): HealthRecord {
  const { record, ...key } = SealedRecord.parse(item);
  return HealthRecord.parse(sealing.unseal(key, record));
}
