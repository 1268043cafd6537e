import { compoundOf, type ResidentId } from '../../shared/ids.ts';
import type { EntryMeans } from '../../shared/messages/entry-means.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type AuditFacts, factsOf } from '../platform/audit.ts';
import { type Failure, fail, isFailure } from '../platform/failure.ts';
import { hashDoorCard, tailOf } from './door-card.ts';
import type { EntryMeansStore } from './entry-means-store.ts';
import { shownMeans } from './own-entry-means.ts';
import { livesHere, type Resident } from './resident.ts';
import type { ResidentStore } from './resident-store.ts';

export type ManageEntryMeansPorts = {
  readonly residents: Pick<ResidentStore, 'findResident'>;
  readonly means: EntryMeansStore;
  readonly meansKey: Uint8Array;
};
type Asking = {
  readonly actor: StaffActor;
  readonly residentId: ResidentId;
  readonly now: number;
};

/** Who lives here, for the office. */
async function managed(
  { residents }: ManageEntryMeansPorts,
  { actor, residentId, now }: Asking,
): Promise<{ readonly resident: Resident; readonly audit: AuditFacts } | Failure> {
  const place = compoundOf(residentId);
  if (!mayAct(actor, 'entry_means.manage', place, now)) return fail('not_permitted');
  const resident = await residents.findResident(residentId);
  if (resident === undefined || !livesHere(resident)) return fail('not_found');
  const audit = factsOf(actor, { action: 'entry_means.manage', place, purpose: 'gate', now });
  return { resident, audit };
}

export async function readEntryMeans(
  ports: ManageEntryMeansPorts,
  asking: Asking,
): Promise<EntryMeans | Failure> {
  const found = await managed(ports, asking);
  return isFailure(found) ? found : shownMeans(await ports.means.findMeans(found.resident));
}

/** Ends a PIN that somebody else may know; a new one is set by the resident alone. */
export async function endHousePin(
  ports: ManageEntryMeansPorts,
  asking: Asking,
): Promise<undefined | Failure> {
  const found = await managed(ports, asking);
  if (isFailure(found)) return found;
  await ports.means.endPin(found.resident, found.audit);
  return undefined;
}

/** Registers the card in somebody's hand with them; the same again changes nothing. */
export async function registerDoorCard(
  ports: ManageEntryMeansPorts,
  { number, ...asking }: Asking & { readonly number: string },
): Promise<undefined | Failure> {
  const found = await managed(ports, asking);
  if (isFailure(found)) return found;
  const { resident, audit } = found;
  const card = hashDoorCard(ports.meansKey, compoundOf(resident.residentId), number);
  const tail = tailOf(number);
  const held = { card, ...(tail === undefined ? {} : { tail }), registeredAt: asking.now };
  const outcome = await ports.means.registerCard(resident, held, audit);
  if (outcome === 'registered') return undefined;
  const now = await ports.means.findMeans(resident);
  return now.card?.card === card ? undefined : fail('state_conflict');
}

export async function reportDoorCardLost(
  ports: ManageEntryMeansPorts,
  asking: Asking,
): Promise<undefined | Failure> {
  const found = await managed(ports, asking);
  if (isFailure(found)) return found;
  const { card } = await ports.means.findMeans(found.resident);
  if (card === undefined) return fail('not_found');
  const outcome = await ports.means.loseCard(asking.residentId, card, found.audit);
  return outcome === 'lost' ? undefined : fail('state_conflict');
}
