import { comeAsManager, comeAsResident, type Holder } from '../../infra/demo/people.ts';
import { signIn, streetAt } from '../../infra/demo/street-client.ts';
import { planStreet } from '../../infra/local/seed/plan.ts';
import { FoundResidents, type IssuedCard } from '../../shared/messages/cards.ts';
import { ResidentAccount } from '../../shared/messages/sign-in.ts';
import type { Street } from './street.ts';

/** The same house as in the demo's plan: a family, and an elder without a phone. */
const HOUSE = '3-2-501';

const apiOf = ({ local }: Street) => streetAt(local.origin, { ownAddresses: false });

/** Everybody on the demo's numbers, each with a pass in the phone: each shows a code at once. */
export async function neighbours(street: Street): Promise<Holder[]> {
  const holders: Holder[] = [];
  for (const { phone } of street.local.demo.residents) {
    holders.push(...(await comeAsResident(apiOf(street), phone)));
  }
  return holders;
}

/** Somebody of another compound of the street, with a genuine pass. */
export async function stranger(street: Street): Promise<Holder> {
  const away = planStreet().residents.find(
    ({ phone, houseId }) => phone !== undefined && !houseId.startsWith('hou_1_'),
  );
  const [holder] = await comeAsResident(apiOf(street), away?.phone ?? '');
  if (holder === undefined) throw new Error('nobody lives in another compound');
  return holder;
}

/** The card that the manager has made for somebody of the house who has no phone. */
export async function cardOfElder(street: Street): Promise<IssuedCard> {
  const { demo } = street.local;
  const searching = apiOf(street).newClient();
  await signIn(searching, { audience: 'manager', phone: demo.manager.phone });
  const { residents } = FoundResidents.parse(
    await searching.call('POST', '/api/v1/manager/compounds/cmp_1/resident-searches', {
      body: { house: HOUSE },
    }),
  );
  const elder = residents.find(({ phones }) => phones === 0);
  if (elder === undefined) throw new Error('nobody of the house is without a phone');
  const manager = await comeAsManager(apiOf(street), demo.manager.phone);
  const [card] = await manager.cardsFor('cmp_1', [elder.residentId]);
  if (card === undefined) throw new Error('no card was made');
  return card;
}

/** The first resident of the demo sets a PIN to go with the house number. */
export async function setHousePin(street: Street, pin: string): Promise<void> {
  const [first] = street.local.demo.residents;
  if (first === undefined) throw new Error('nobody lives here');
  const client = apiOf(street).newClient();
  await signIn(client, { audience: 'resident', phone: first.phone });
  const { residents } = ResidentAccount.parse(
    await client.call('GET', '/api/v1/resident/household'),
  );
  const path = `/api/v1/resident/residents/${residents[0]?.residentId}/house-pin`;
  await client.call('PUT', path, { body: { pin } });
}

/** The manager suspends one pass. */
export async function suspend(street: Street, { passId }: Holder): Promise<void> {
  const manager = await comeAsManager(apiOf(street), street.local.demo.manager.phone);
  await manager.set(passId, { state: 'suspended', reason: 'lost_device' });
}
