import type { PassId, ResidentId } from '../../shared/ids.ts';
import { IssuedCard, IssuedCards } from '../../shared/messages/cards.ts';
import type { Gatehouse } from './gatehouse.ts';

/** The manager's office of the first compound. */
export function cardOffice(house: Gatehouse) {
  const ask = async (method: string, path: string, body?: unknown) =>
    house.call('manager', method, `/api/v1/manager/${path}`, {
      cookie: await house.staffCookie('property_manager'),
      ...(body === undefined ? {} : { body }),
    });
  const askForCard = (residentId: ResidentId, lostPassId?: PassId) =>
    ask('POST', `residents/${residentId}/card`, lostPassId === undefined ? {} : { lostPassId });
  return {
    ask,
    askForCard,
    giveCard: async (residentId: ResidentId, lostPassId?: PassId): Promise<IssuedCard> =>
      IssuedCard.parse((await askForCard(residentId, lostPassId)).body),
    giveCards: async (residentIds: readonly string[]) =>
      IssuedCards.parse((await ask('POST', 'compounds/cmp_1/cards', { residentIds })).body).results,
    setState: (passId: PassId, body: unknown) => ask('PUT', `passes/${passId}/state`, body),
  };
}
