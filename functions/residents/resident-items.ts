import { residentLinkItem } from '../identity/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { type HousePlace, rowKeys, rowOf } from './register-row.ts';
import { type NewResident, Resident } from './resident.ts';
import { memberKey, residentKey } from './resident-keys.ts';

type Item = Record<string, unknown> & { readonly pk: string; readonly sk: string };

/** Everything that stands in the table of somebody who has just been registered. */
export function residentItems(
  { resident: somebody, place }: { readonly resident: NewResident; readonly place: HousePlace },
  audit: AuditFacts,
  recorded?: { readonly numberAt: number | undefined },
): Item[] {
  const resident = Resident.parse({ since: audit.at, ...somebody, version: 1 });
  const { residentId, houseId, maskedName, accountId } = resident;
  const recordedAt = recorded === undefined ? audit.at : recorded.numberAt;
  const row = rowOf(resident, place);
  return [
    { ...residentKey(residentId), ...resident, audit },
    { ...memberKey(houseId, residentId), residentId, maskedName },
    ...rowKeys(resident, place).map((key) => ({ ...key, ...row })),
    ...(accountId === undefined
      ? []
      : [residentLinkItem(accountId, residentId, { recordedAt, audit })]),
  ];
}
