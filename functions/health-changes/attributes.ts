import type { SevereFinding } from '../../shared/emergency/feed-tripwire.ts';
import type { HouseId, ResidentId } from '../../shared/ids.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { TenancyStore } from '../houses/index.ts';
import type { RequestStore } from '../requests/index.ts';
import type { ResidentStore } from '../residents/index.ts';

/** Who asked for the same on the same day so long ago has it in common no more. */
const PETITIONS_FOR_MS = 90 * 24 * 3_600_000;

export type AttributePorts = {
  readonly residents: Pick<ResidentStore, 'findResident'>;
  readonly tenancies: Pick<TenancyStore, 'listTenanciesOfHouse'>;
  readonly requests: Pick<RequestStore, 'listRequestsOf'>;
};

/** What somebody has in common with others that is no illness, and where they live. */
export async function attributesOf(
  { residents, tenancies, requests }: AttributePorts,
  residentId: ResidentId,
  now: number,
): Promise<Omit<SevereFinding, 'residentId'>> {
  const [resident, asked] = await Promise.all([
    residents.findResident(residentId),
    requests.listRequestsOf(residentId),
  ]);
  const owners = resident === undefined ? [] : await ownersOf(tenancies, resident.houseId);
  const petitions = asked
    .filter(({ at }) => at > now - PETITIONS_FOR_MS)
    .map(({ typeId, at }) => `petition ${typeId} ${shanghaiDay(at)}`);
  return { houseId: resident?.houseId, attributes: [...owners, ...petitions] };
}

async function ownersOf(
  tenancies: AttributePorts['tenancies'],
  house: HouseId,
): Promise<readonly string[]> {
  const let_ = await tenancies.listTenanciesOfHouse(house);
  return let_
    .filter(({ state }) => state !== 'ended')
    .map(({ landlord }) => landlord.accountId ?? landlord.residentId)
    .filter((owner) => owner !== undefined)
    .map((owner) => `owner ${owner}`);
}
