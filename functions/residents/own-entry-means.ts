import type { ResidentId } from '../../shared/ids.ts';
import type { EntryMeans } from '../../shared/messages/entry-means.ts';
import type { ResidentActor } from '../platform/actor.ts';
import { factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { type AnswersForPorts, answersFor } from './answers-for.ts';
import type { HeldCard } from './door-card.ts';
import type { EntryMeansStore } from './entry-means-store.ts';
import { type HousePin, hashHousePin } from './house-pin.ts';

export type OwnEntryMeansPorts = AnswersForPorts & {
  readonly means: EntryMeansStore;
  readonly meansKey: Uint8Array;
};
type Asking = {
  readonly actor: ResidentActor;
  readonly residentId: ResidentId;
  readonly now: number;
};

/** What is told of somebody's PIN and card: that there is one, and since when. */
export function shownMeans({
  pin,
  card,
}: {
  readonly pin?: HousePin;
  readonly card?: HeldCard;
}): EntryMeans {
  return {
    ...(pin === undefined ? {} : { housePin: { setAt: pin.setAt } }),
    ...(card === undefined ? {} : { doorCard: shownCard(card) }),
  };
}
const shownCard = ({ tail, registeredAt }: HeldCard) => ({
  ...(tail === undefined ? {} : { tail }),
  registeredAt,
});

export async function readOwnEntryMeans(
  ports: OwnEntryMeansPorts,
  asking: Asking,
): Promise<EntryMeans | Failure> {
  const resident = await answersFor(ports, asking);
  return isFailure(resident) ? resident : shownMeans(await ports.means.findMeans(resident));
}

/** A PIN of one's own, in the place of the one before. */
export async function setHousePin(
  ports: OwnEntryMeansPorts,
  { pin, ...asking }: Asking & { readonly pin: string },
): Promise<undefined | Failure> {
  const resident = await answersFor(ports, asking);
  if (isFailure(resident)) return resident;
  const { actor, now } = asking;
  const audit = factsOf(actor, { action: 'house_pin.set', place: [], purpose: 'own_record', now });
  const hash = hashHousePin(ports.meansKey, resident, pin);
  const outcome = await ports.means.setPin(resident, { hash, setAt: now }, audit);
  return outcome === 'set' ? undefined : fail('state_conflict');
}

/** Somebody else may know it: it is good for nothing from now on. */
export async function endOwnHousePin(
  ports: OwnEntryMeansPorts,
  asking: Asking,
): Promise<undefined | Failure> {
  const resident = await answersFor(ports, asking);
  if (isFailure(resident)) return resident;
  const { actor, now } = asking;
  const audit = factsOf(actor, { action: 'house_pin.end', place: [], purpose: 'own_record', now });
  await ports.means.endPin(resident, audit);
  return undefined;
}

/** One's door card is lost. */
export async function reportOwnDoorCardLost(
  ports: OwnEntryMeansPorts,
  asking: Asking,
): Promise<undefined | Failure> {
  const resident = await answersFor(ports, asking);
  if (isFailure(resident)) return resident;
  const { card } = await ports.means.findMeans(resident);
  if (card === undefined) return fail('not_found');
  const { actor, residentId, now } = asking;
  const audit = factsOf(actor, {
    action: 'door_card.report_lost',
    place: [],
    purpose: 'own_record',
    now,
  });
  const outcome = await ports.means.loseCard(residentId, card, audit);
  return outcome === 'lost' ? undefined : fail('state_conflict');
}
